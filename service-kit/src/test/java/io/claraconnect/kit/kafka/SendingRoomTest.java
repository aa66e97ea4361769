package io.claraconnect.kit.kafka;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SendingRoomTest {

	private final AtomicLong nanos = new AtomicLong();

	private final SendingRoom room = new SendingRoom(this.nanos::get);

	@Test
	@DisplayName("A topic is known from its last acknowledged record until a failure or a minute of silence")
	void knows() {
		assertThat(this.room.knows("t")).isFalse();
		this.room.acknowledged("t");
		this.nanos.addAndGet(Duration.ofSeconds(59).toNanos());
		assertThat(this.room.knows("t")).isTrue();
		assertThat(this.room.knows("u")).isFalse();
		this.nanos.addAndGet(Duration.ofSeconds(2).toNanos());
		assertThat(this.room.knows("t")).isFalse();
		this.room.acknowledged("t");
		this.room.failed("t");
		assertThat(this.room.knows("t")).isFalse();
	}

	@Test
	@DisplayName("Small records take a whole batch of the client's buffer, and a quarter of it stays for others")
	void smallRecords() {
		long taken = IntStream.range(0, 10_000).filter((i) -> this.room.take(10)).count();

		assertThat(taken).isEqualTo(SendingRoom.BUFFER_BYTES * 3 / 4 / (16 * 1024));
		this.room.giveBack(10);
		assertThat(this.room.take(10)).isTrue();
		assertThat(this.room.take(10)).isFalse();
	}

	@Test
	@DisplayName("Large records take what they are, and a refused one takes nothing")
	void largeRecords() {
		int large = 1024 * 1024;

		assertThat(IntStream.range(0, 100).filter((i) -> this.room.take(large)).count()).isEqualTo(23);
		assertThat(this.room.take(10)).isTrue();
	}

}
