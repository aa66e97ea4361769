package io.claraconnect.ats.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
			assertTimeout(Duration.ofSeconds(2),
					() -> assertThatExceptionOfType(AtsException.class).isThrownBy(() -> glance(bomb)));
			assertThatExceptionOfType(AtsException.class).isThrownBy(() -> glance("{\"unread\":" + bomb + "}"));
		}
	}

	@Test
	void refusesCharactersThatNobodyBehindItCanKeep() {
		for (String text : List.of("\"\\u0000\"", "\"\\ud83d\"", "\"\\ude00\"", "\"\\ud83dx\\ude00\"",
				"\"\\ude00\\ud83d\"", "\"\\ud83d\\ud83d\\ude00\"", "{\"\\uD800\":1}", "\"a\u0000b\"", "[1]\u0000")) {
			assertThatExceptionOfType(AtsException.class).as(text).isThrownBy(() -> webhook(text));
			assertThatExceptionOfType(AtsException.class).as(text).isThrownBy(() -> glance(text));
		}
		byte[] halfAsBytes = { '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"' };
		assertThatExceptionOfType(AtsException.class).isThrownBy(() -> Json.webhook(halfAsBytes));
		for (String text : List.of("\"\\ud83d\\ude00\"", "\"\\\\u0000\"", "\"\\\\ud83d\"", "\"\ud83d\ude00 \ud7ff\"",
				"\"\\u0001\\n\\\\\"")) {
			assertThatNoException().as(text).isThrownBy(() -> webhook(text));
		}
	}

	@Test
	void keepsOfABodyOnlyWhatIsLookedAt() {
		String text = """
				{"action":"a","other":{"id":7,"deep":[[{"x":"y"}]]},"list":[{"id":1,"x":[]},3,{"x":{"id":4}}],\
				"whole":{"any":[{"id":5}]},"no":null,"text":"t"}""";
		JsonBody body = Json.webhook(text.getBytes(StandardCharsets.UTF_8),
				JsonPaths.of("action", "list.id", "whole", "no.id", "text.id"));
		assertThat(body.names()).containsExactly("action", "list", "whole", "no", "text");
		assertThat(body.text("action")).contains("a");
		assertThat(body.list("list")).extracting((element) -> element.number("id").orElse(null))
			.containsExactly(1L, null, null);
		assertThat(body.at("whole", "any").list()).hasSize(1);
		assertThat(body.at("no").isPresent()).isFalse();
		assertThat(body.text("text")).contains("t");
		assertThat(body.at("other").isPresent()).isFalse();
	}

	@Test
	void refusesWhatFollowsOrBreaksWhatIsNotLookedAt() {
		for (String text : List.of("{} 1", "{}{}", "{\"a\":[1,}", "{\"a\":tru}", "{\"a\":\"b}", "", " ", "{\"a\":1")) {
			assertThatExceptionOfType(AtsException.class).as(text).isThrownBy(() -> glance(text));
		}
	}

	@Test
	void findsANameThatComesTwiceInLargeObjectsAndAroundThem() {
		String many = IntStream.range(0, 60).mapToObj((i) -> "\"n" + i + "\":" + i).collect(Collectors.joining(","));
		String inner = "{" + many + "}";
		String good = "{" + many + ",\"in\":" + inner + ",\"list\":[" + inner + "," + inner + "],\"last\":0}";
		assertThatNoException().isThrownBy(() -> glance(good));
		for (String twice : List.of("n0", "n59", "in", "last")) {
			String bad = good.substring(0, good.length() - 1) + ",\"" + twice + "\":1}";
			assertThatExceptionOfType(AtsException.class).as(twice).isThrownBy(() -> glance(bad));
			assertThatExceptionOfType(AtsException.class).as(twice).isThrownBy(() -> webhook(bad));
		}
		String within = good.replace("[{", "[{\"n59\":1,");
		assertThatExceptionOfType(AtsException.class).isThrownBy(() -> glance(within));
	}

	@Test
	void takesNoLongerForManyLargeObjectsInALargeOne() {
		String inner = IntStream.range(0, 30)
			.mapToObj((i) -> "\"" + i + "\":0")
			.collect(Collectors.joining(",", "{", "}"));
		String outer = IntStream.range(0, 1_500)
			.mapToObj((i) -> "\"" + i + "\":" + inner)
			.collect(Collectors.joining(",", "{", "}"));
		assertTimeout(Duration.ofSeconds(2), () -> assertThatNoException().isThrownBy(() -> glance(outer)));
	}

	@Test
	void seesCharactersThatCannotBeKeptWhereverTheyStand() {
		for (int before = 0; before < 20; before++) {
			for (int after = 0; after < 20; after++) {
				String around = "\"" + "é".repeat(before) + "%s" + "x".repeat(after) + "\"";
				assertThatNoException().isThrownBy(() -> webhook(around.formatted("\\ud83d\\ude00")));
				assertThatExceptionOfType(AtsException.class).isThrownBy(() -> webhook(around.formatted("\\ud83d")));
				assertThatExceptionOfType(AtsException.class).isThrownBy(() -> webhook(around.formatted("\\u0000")));
				byte[] half = around.formatted("###").getBytes(StandardCharsets.UTF_8);
				int at = 1 + 2 * before;
				half[at] = (byte) 0xed;
				half[at + 1] = (byte) 0xa0;
				half[at + 2] = (byte) 0x80;
				assertThat(JsonText.keepable(half)).isFalse();
				byte[] nul = around.formatted("###").getBytes(StandardCharsets.UTF_8);
				assertThat(JsonText.keepable(nul)).isTrue();
				nul[at + 1] = 0;
				assertThat(JsonText.keepable(nul)).isFalse();
			}
		}
	}

	/** Looks at one place of a body. */
	private static JsonBody glance(String text) {
		return Json.webhook(text.getBytes(StandardCharsets.UTF_8), JsonPaths.of("looked.at"));
	}

	private static JsonBody answer(String text) {
		return Json.answer(text.getBytes(StandardCharsets.UTF_8));
	}

	private static JsonBody webhook(String text) {
		return Json.webhook(text.getBytes(StandardCharsets.UTF_8));
	}

}
