package io.claraconnect.ats.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.claraconnect.ats.api.AtsException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.Assertions.assertTimeout;

class JsonTest {

	@Test
	void readsWhatItKnowsAndIgnoresTheRest() {
		record Thing(long id, @Nullable String name, List<Long> ids) {
		}
		JsonBody body = answer("[{\"id\":6409476002,\"name\":null,\"ids\":[1,2],\"new\":{\"x\":1}}]");
		assertThat(body.listOf(Thing.class)).containsExactly(new Thing(6409476002L, null, List.of(1L, 2L)));
		assertThat(answer("{\"a\":{\"b\":\"2016-02-03T16:38:46.985Z\"}}").time("a", "b"))
			.contains(Instant.parse("2016-02-03T16:38:46.985Z"));
		assertThat(answer("{\"a\":7}").text("a")).contains("7");
		assertThat(answer("{\"a\":{}}").text("a")).isEmpty();
		assertThat(answer("{\"a\":null}").text("a")).isEmpty();
	}

	@Test
	void doesNotRepeatWhatItCouldNotRead() {
		for (String text : List.of("{\"name\":\"Leaky", "<html>Leaky</html>", "Leaky", "{} Leaky", "")) {
			assertThatExceptionOfType(AtsException.class).isThrownBy(() -> answer(text))
				.matches((ex) -> ex.category() == AtsException.Category.MALFORMED && ex.getCause() == null)
				.withMessageNotContaining("Leaky");
		}
		record Number(long id) {
		}
		assertThatExceptionOfType(AtsException.class).isThrownBy(() -> answer("{\"id\":\"Leaky\"}").as(Number.class))
			.withMessage("malformed: json_shape");
	}

	@Test
	void boundsWhatStrangersSend() {
		assertThatNoException().isThrownBy(() -> webhook("[".repeat(64) + "]".repeat(64)));
		for (String bomb : List.of("[".repeat(65) + "]".repeat(65), "[".repeat(1_000_000),
				"[" + "1,".repeat(200_000) + "1]", "1".repeat(1_000_000), "{\"" + "k".repeat(300) + "\":1}",
				"\"" + "x".repeat(1_100_000) + "\"", "{\"a\":1,\"a\":2}", "[{\"b\":{\"a\":1,\"\\u0061\":{}}}]")) {
			assertTimeout(Duration.ofSeconds(2),
					() -> assertThatExceptionOfType(AtsException.class).isThrownBy(() -> webhook(bomb)));
		}
	}

	@Test
	void refusesCharactersThatNobodyBehindItCanKeep() {
		for (String text : List.of("\"\\u0000\"", "\"\\ud83d\"", "\"\\ude00\"", "\"\\ud83dx\\ude00\"",
				"\"\\ude00\\ud83d\"", "\"\\ud83d\\ud83d\\ude00\"", "{\"\\uD800\":1}", "\"a\u0000b\"", "[1]\u0000")) {
			assertThatExceptionOfType(AtsException.class).as(text).isThrownBy(() -> webhook(text));
		}
		byte[] halfAsBytes = { '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"' };
		assertThatExceptionOfType(AtsException.class).isThrownBy(() -> Json.webhook(halfAsBytes));
		for (String text : List.of("\"\\ud83d\\ude00\"", "\"\\\\u0000\"", "\"\\\\ud83d\"", "\"\ud83d\ude00 \ud7ff\"",
				"\"\\u0001\\n\\\\\"")) {
			assertThatNoException().as(text).isThrownBy(() -> webhook(text));
		}
	}

	private static JsonBody answer(String text) {
		return Json.answer(text.getBytes(StandardCharsets.UTF_8));
	}

	private static JsonBody webhook(String text) {
		return Json.webhook(text.getBytes(StandardCharsets.UTF_8));
	}

}
