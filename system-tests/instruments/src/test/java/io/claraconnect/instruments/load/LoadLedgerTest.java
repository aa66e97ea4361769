package io.claraconnect.instruments.load;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class LoadLedgerTest {

	private static final long FIRST = SignedRequest.FIRST_NUMBER;

	private static final int MANY = 100_000;

	private final LoadLedger ledger = new LoadLedger(FIRST);

	@BeforeEach
	void allIsWell() {
		for (int i = 0; i < MANY; i++) {
			long number = this.ledger.send(i);
			this.ledger.answered(number, 200);
			this.ledger.seen(number, i + 5_000L);
		}
		assertThat(this.ledger.balance().spotless()).isTrue();
	}

	@Test
	@DisplayName("One acknowledged request of 100,000 that is not on Kafka makes the run void")
	void lost() {
		this.ledger.answered(this.ledger.send(0), 200);

		assertThat(this.ledger.balance().complaints()).containsExactly("1 acknowledged and not on Kafka");
	}

	@Test
	@DisplayName("One request that nobody accounts for makes the run void")
	void waiting() {
		this.ledger.send(0);

		assertThat(this.ledger.balance().complaints()).singleElement()
			.asString()
			.startsWith("sent 100001 is not acknowledged");
	}

	@Test
	@DisplayName("A record that nobody sent makes the run void, whatever its number")
	void unsent() {
		this.ledger.seen(FIRST + MANY, 0);
		this.ledger.seen(FIRST - 1, 0);
		this.ledger.seen(-1, 0);

		assertThat(this.ledger.balance().complaints()).containsExactly("3 records on Kafka that were not sent");
	}

	@Test
	@DisplayName("Rejected and failed requests are counted by reason, and may be on Kafka or not")
	void rejected() {
		this.ledger.answered(this.ledger.send(0), 503);
		long failed = this.ledger.send(0);
		this.ledger.failed(failed, "no_answer");
		this.ledger.seen(failed, 0);

		LoadBalance balance = this.ledger.balance();
		assertThat(balance.complaints()).isEmpty();
		assertThat(balance.spotless()).isFalse();
		assertThat(balance.rejected()).isEqualTo(Map.of(503, 1L));
		assertThat(balance.failed()).isEqualTo(Map.of("no_answer", 1L));
		assertThat(balance.unacknowledged()).isEqualTo(1);
		assertThat(balance.line()).isEqualTo("sent 100002 = acknowledged 100000 + rejected 1 {503=1} + failed 1 "
				+ "{no_answer=1}; lost 0, twice 0");
	}

	@Test
	@DisplayName("A record that is there twice is counted, and its first sight is its time")
	void twice() {
		this.ledger.seen(FIRST, 70_000);

		assertThat(this.ledger.balance().twice()).isEqualTo(1);
		assertThat(this.ledger.untilSeen().getMaxValue()).isBetween(5_000L, 5_010L);
	}

	@Test
	@DisplayName("A request is answered once")
	void answeredTwice() {
		assertThatIllegalStateException().isThrownBy(() -> this.ledger.answered(FIRST, 200));
	}

}
