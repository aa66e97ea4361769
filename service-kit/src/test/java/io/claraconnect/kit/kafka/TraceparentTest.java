package io.claraconnect.kit.kafka;

import java.util.Random;

import io.claraconnect.kit.ids.IdGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TraceparentTest {

	private static final String HEADER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

	private final IdGenerator ids = IdGenerator.of(new Random(3));

	@Test
	@DisplayName("A header is read and written as it is")
	void roundTrip() {
		assertThat(Traceparent.parse(HEADER).orElseThrow()).hasToString(HEADER);
	}

	@Test
	@DisplayName("A later version with more parts is read by what is known of it")
	void laterVersion() {
		assertThat(Traceparent.parse("01" + HEADER.substring(2) + "-more").orElseThrow()).hasToString(HEADER);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "garbage", "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
			"00-00000000000000000000000000000000-00f067aa0ba902b7-01",
			"00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
			"00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01" })
	@DisplayName("What is missing or malformed starts a new trace")
	void malformed(String header) {
		assertThat(Traceparent.parse(header)).isEmpty();
		assertThat(Traceparent.parse(Cause.of(header, this.ids).traceparent())).isPresent();
	}

	@Test
	@DisplayName("A child stays in the trace with a span of its own")
	void child() {
		Traceparent parent = Traceparent.fresh(this.ids);
		Traceparent child = parent.child(this.ids);

		assertThat(child.traceId()).isEqualTo(parent.traceId());
		assertThat(child.spanId()).isNotEqualTo(parent.spanId()).hasSize(16);
	}

}
