package io.claraconnect.guarantees.events;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.claraconnect.instruments.topics.Entry;
import org.jspecify.annotations.Nullable;

/**
 * A record that can never be processed, made of one that was.
 *
 * @param what kind of poison
 * @param topic where it is put
 * @param key its key
 * @param value its bytes
 * @param cause the code that it must be put aside under
 */
record Pill(String what, String topic, @Nullable String key, byte[] value, String cause) {

	private static final int HEAD = 5;

	private static final int LARGE = 1_200_000;

	/**
	 * Every kind for one topic.
	 * @param good a record of that topic
	 * @param foreign a record of another type
	 */
	static List<Pill> kinds(Entry good, Entry foreign) {
		byte[] bytes = bytes(good);
		List<Pill> pills = new ArrayList<>();
		pills.add(of(good, "no bytes", new byte[0], "not_wire_format"));
		pills.add(of(good, "a magic byte alone", new byte[] { 0 }, "not_wire_format"));
		pills.add(of(good, "half a schema id", new byte[] { 0, 0, 0 }, "not_wire_format"));
		pills.add(of(good, "JSON", "{\"json\": true}".getBytes(StandardCharsets.UTF_8), "not_wire_format"));
		pills.add(of(good, "another magic byte", changed(bytes, 0, 1), "not_wire_format"));
		pills.add(of(good, "noise", noise(), "not_wire_format"));
		pills.add(of(good, "a schema id of nobody", changed(bytes, 1, 0x7f), "unknown_schema"));
		pills.add(of(good, "no Avro", Arrays.copyOf(bytes, HEAD), "bad_avro"));
		pills.add(of(good, "half the Avro", Arrays.copyOf(bytes, bytes.length / 2), "bad_avro"));
		pills.add(of(good, "a byte too few", Arrays.copyOf(bytes, bytes.length - 1), "bad_avro"));
		pills.add(of(good, "a text of two gigabytes", changed(bytes, HEAD, 0xfe, 0xff, 0xff, 0xff, 0x0f), "bad_avro"));
		pills.add(of(good, "a text of negative length", changed(bytes, HEAD, 1), "bad_avro"));
		pills.add(of(good, "bytes too many", Arrays.copyOf(bytes, bytes.length + 3), "trailing_bytes"));
		pills.add(of(good, "bytes without end", Arrays.copyOf(bytes, LARGE), "trailing_bytes"));
		pills.add(of(good, "a record of another type", bytes(foreign), "wrong_type"));
		pills.add(new Pill("no key", good.topic(), null, bytes, "no_key"));
		pills.add(new Pill("an empty key", good.topic(), "", good.key().getBytes(StandardCharsets.UTF_8), "no_key"));
		pills.add(new Pill("a key without organisation", good.topic(), "pill", bytes, "wrong_key"));
		pills.add(new Pill("a key of another organisation", good.topic(), "others:int:pill", bytes, "wrong_key"));
		return pills;
	}

	private static Pill of(Entry good, String what, byte[] value, String cause) {
		return new Pill(what, good.topic(), good.key(), value, cause);
	}

	private static byte[] bytes(Entry entry) {
		byte[] bytes = entry.bytes();
		if (bytes == null) {
			throw new IllegalArgumentException(entry + " has no value");
		}
		return bytes;
	}

	private static byte[] noise() {
		byte[] noise = new byte[64];
		new Random(11).nextBytes(noise);
		noise[0] = 9;
		return noise;
	}

	private static byte[] changed(byte[] bytes, int at, int... values) {
		byte[] copy = bytes.clone();
		for (int i = 0; i < values.length; i++) {
			copy[at + i] = (byte) values[i];
		}
		return copy;
	}

	/** Whether a dead letter is this one: key, bytes and cause. */
	boolean is(Entry letter) {
		String own = (this.key != null) ? this.key : "";
		return own.equals(letter.key()) && Arrays.equals(this.value, letter.bytes())
				&& this.cause.equals(letter.headers().get("clara-dlt-cause"));
	}

	@Override
	public String toString() {
		return this.what + " on " + this.topic;
	}

}
