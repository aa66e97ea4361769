package io.claraconnect.dossier;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;

/** Columns, never null unless said. */
final class Columns {

	private Columns() {
	}

	static String text(Readable row, String column) {
		return required(row, column, String.class);
	}

	static byte[] bytes(Readable row, String column) {
		return required(row, column, byte[].class);
	}

	static int number(Readable row, String column) {
		return required(row, column, Integer.class);
	}

	static Instant time(Readable row, String column) {
		return required(row, column, OffsetDateTime.class).toInstant();
	}

	static @Nullable Instant optionalTime(Readable row, String column) {
		OffsetDateTime time = row.get(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

	static Set<String> texts(Readable row, String column) {
		return Set.of(required(row, column, String[].class));
	}

	private static <T> T required(Readable row, String column, Class<T> type) {
		T value = row.get(column, type);
		if (value == null) {
			throw new IllegalStateException("Column " + column + " is null");
		}
		return value;
	}

}
