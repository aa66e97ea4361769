package io.claraconnect.scoring;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.claraconnect.dossier.DossierRead;
import io.claraconnect.dossier.Material;
import io.claraconnect.dossier.MaterialKind;
import io.claraconnect.dossier.Subject;
import io.claraconnect.reader.DocumentReader;
import io.claraconnect.reader.DocumentSource;
import io.claraconnect.reader.ReadOutcome;
import io.claraconnect.reader.Unreadable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MaterialReadingTest {

	private static final Subject SUBJECT = new Subject("acme", "conn1", "c1");

	private static final DossierRead.Opened DOSSIER = new DossierRead.Opened("r1", "a1",
			List.of(new Material("m:1", "r1", MaterialKind.RESUME_FILE, "a1", 1, "d", new byte[] { 1 },
					"application/pdf", "", "", Instant.parse("2026-11-20T10:00:00Z"))));

	@Test
	@DisplayName("A resume that ends the reader every time is unreadable after three tries and holds nobody up")
	void crashes() {
		MaterialReading reading = new MaterialReading(null, null, new Refusing(Unreadable.Reason.CRASHED));
		for (int i = 0; i < 2; i++) {
			assertThatThrownBy(() -> read(reading)).isInstanceOf(MaterialReading.ReaderAway.class);
		}
		assertThat(read(reading).unreadable()).isTrue();
	}

	@Test
	@DisplayName("A reader that cannot be started is waited for")
	void away() {
		MaterialReading reading = new MaterialReading(null, null, new Refusing(Unreadable.Reason.UNAVAILABLE));
		for (int i = 0; i < 10; i++) {
			assertThatThrownBy(() -> read(reading)).isInstanceOf(MaterialReading.ReaderAway.class);
		}
	}

	private static ReadMaterial read(MaterialReading reading) {
		return reading.read(SUBJECT, DOSSIER).block(Duration.ofSeconds(5));
	}

	/** A reader that never can. */
	private record Refusing(Unreadable.Reason reason) implements DocumentReader {

		@Override
		public ReadOutcome read(DocumentSource source) {
			return new Unreadable(this.reason);
		}

		@Override
		public void close() {
			// Nothing is open.
		}

	}

}
