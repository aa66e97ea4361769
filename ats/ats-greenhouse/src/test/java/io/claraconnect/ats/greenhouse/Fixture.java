package io.claraconnect.ats.greenhouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Bodies of the test resources. */
final class Fixture {

	private Fixture() {
	}

	static String text(String name) {
		try (InputStream stream = Fixture.class.getResourceAsStream("/greenhouse/" + name)) {
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
