package io.claraconnect.kit.logs;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Hooks;

import org.springframework.boot.autoconfigure.AutoConfiguration;

/**
 * Errors that come after their stream has ended. Reactor would log them with their text,
 * which can quote an address with a token, a vendor's answer or a value of a statement.
 */
@AutoConfiguration
class DroppedErrors {

	private static final Logger log = LoggerFactory.getLogger(DroppedErrors.class);

	DroppedErrors() {
		Hooks.onErrorDropped(DroppedErrors::tell);
	}

	private static void tell(Throwable ex) {
		log.atWarn()
			.addKeyValue("error", ex.getClass().getName())
			.addKeyValue("at", (ex.getStackTrace().length > 0) ? ex.getStackTrace()[0].toString() : "")
			.log("An error came after its stream had ended");
	}

}
