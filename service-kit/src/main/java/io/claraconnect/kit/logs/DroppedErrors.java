package io.claraconnect.kit.logs;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Hooks;

import org.springframework.boot.autoconfigure.AutoConfiguration;

/**
 * What nobody waits for any more: errors and values that come after their stream has
 * ended, and errors that end a thread. Reactor and Java would print them with their
 * texts, which can quote an address with a token, a vendor's answer, a person's data or a
 * value of a statement.
 */
@AutoConfiguration
class DroppedErrors {

	private static final Logger log = LoggerFactory.getLogger(DroppedErrors.class);

	DroppedErrors() {
		Hooks.onErrorDropped((ex) -> tell("An error came after its stream had ended", ex));
		Hooks.onNextDropped((value) -> log.atDebug()
			.addKeyValue("type", value.getClass().getName())
			.log("A value came after its stream had ended"));
		Thread.setDefaultUncaughtExceptionHandler((_, ex) -> tell("A thread was ended by an error", ex));
	}

	private static void tell(String what, Throwable ex) {
		log.atWarn()
			.addKeyValue("error", ex.getClass().getName())
			.addKeyValue("at", (ex.getStackTrace().length > 0) ? ex.getStackTrace()[0].toString() : "")
			.log(what);
	}

}
