package io.claraconnect.config.rows;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;

import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** Reads and binds single columns. */
public final class Columns {

	private Columns() {
	}

	/** A text, empty when null. */
	public static String text(Readable row, String column) {
		String value = row.get(column, String.class);
		return (value != null) ? value : "";
	}

	/** A whole number, 0 when null. */
	public static long number(Readable row, String column) {
		Long value = row.get(column, Long.class);
		return (value != null) ? value : 0;
	}

	/** A truth value, false when null. */
	public static boolean flag(Readable row, String column) {
		return Boolean.TRUE.equals(row.get(column, Boolean.class));
	}

	/** A point in time, or null. */
	public static @Nullable Instant time(Readable row, String column) {
		OffsetDateTime time = row.get(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

	/** A point in time that is never null. */
	public static Instant requiredTime(Readable row, String column) {
		Instant time = time(row, column);
		return (time != null) ? time : Instant.EPOCH;
	}

	/** Bytes, none when null. */
	public static byte[] bytes(Readable row, String column) {
		byte[] value = row.get(column, byte[].class);
		return (value != null) ? value : new byte[0];
	}

	/** Binds a text that may be null. */
	public static GenericExecuteSpec bind(GenericExecuteSpec spec, String name, @Nullable String value) {
		return (value != null) ? spec.bind(name, value) : spec.bindNull(name, String.class);
	}

	/** Binds a number that may be null. */
	public static GenericExecuteSpec bind(GenericExecuteSpec spec, String name, @Nullable Integer value) {
		return (value != null) ? spec.bind(name, value) : spec.bindNull(name, Integer.class);
	}

	/** Binds a point in time that may be null. */
	public static GenericExecuteSpec bind(GenericExecuteSpec spec, String name, @Nullable Instant value) {
		return (value != null) ? spec.bind(name, value.atOffset(ZoneOffset.UTC))
				: spec.bindNull(name, OffsetDateTime.class);
	}

}
