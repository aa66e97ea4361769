package io.claraconnect.ats.teamtailor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import io.claraconnect.ats.http.Json;
import io.claraconnect.ats.http.JsonBody;

/** Reads the invented bodies under {@code src/test/resources/teamtailor}. */
final class Fixtures {

	private Fixtures() {
	}

	static byte[] bytes(String name) {
		try (InputStream in = Fixtures.class.getResourceAsStream("/teamtailor/" + name)) {
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

	static JsonBody json(String name) {
		return Json.answer(bytes(name));
	}

}
