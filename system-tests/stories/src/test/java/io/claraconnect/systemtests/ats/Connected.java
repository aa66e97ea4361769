package io.claraconnect.systemtests.ats;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsException.Category;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Opens a fresh account of one vendor for each story. */
abstract class Connected {

	static final byte[] RESUME = "%PDF-1.4\n% seven years of Java, \u00fc\u00df\n%%EOF"
		.getBytes(StandardCharsets.UTF_8);

	private final Vendor vendor;

	private Account account;

	Connected(Vendor vendor) {
		this.vendor = vendor;
	}

	@BeforeEach
	void open() throws IOException {
		this.account = Account.open(this.vendor);
	}

	@AfterEach
	void close() {
		this.account.close();
	}

	/** The account of this story. */
	public Account account() {
		return this.account;
	}

	static <T> T done(Mono<T> call) {
		return call.blockOptional(Account.WAIT).orElseThrow(() -> new AssertionError("no value"));
	}

	static void finished(Mono<?> call) {
		call.block(Account.WAIT);
	}

	static <T> List<T> all(Flux<T> call) {
		return done(call.collectList());
	}

	static void fails(Mono<?> call, Category category) {
		assertThatThrownBy(() -> call.block(Account.WAIT)).isInstanceOfSatisfying(AtsException.class,
				(failure) -> org.assertj.core.api.Assertions.assertThat(failure.category())
					.as(failure.getMessage())
					.isEqualTo(category));
	}

	/** Lets writes become visible, as long as the connector says that it may take. */
	static void settle(Account account) {
		Duration delay = account.connector.descriptor().writes().visibilityDelay();
		account.clock.advance(delay.plusSeconds(1));
	}

}
