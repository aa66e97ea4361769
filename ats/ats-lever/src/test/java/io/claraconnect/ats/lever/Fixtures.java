package io.claraconnect.ats.lever;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.claraconnect.ats.http.Json;

/** Reads the invented bodies under {@code src/test/resources/lever}. */
final class Fixtures {

	private Fixtures() {
	}

	static byte[] bytes(String name) {
		try (InputStream in = Fixtures.class.getResourceAsStream("/lever/" + name)) {
			if (in == null) {
				throw new IllegalArgumentException("No fixture " + name);
			}
			return in.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String text(String name) {
		return new String(bytes(name), StandardCharsets.UTF_8);
	}

	static <T> T one(String name, Class<T> type) {
		return Json.answer(bytes(name)).at("data").as(type);
	}

	static <T> List<T> list(String name, Class<T> type) {
		return Json.answer(bytes(name)).at("data").listOf(type);
	}

}
