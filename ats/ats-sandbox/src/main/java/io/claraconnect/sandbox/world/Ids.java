package io.claraconnect.sandbox.world;

import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Makes every id and secret of the sandbox. */
public final class Ids {

	/** How a vendor numbers its records. */
	public enum Style {

		/** Beyond 32 bits, ending in the number of the vendor's silo. */
		SILO_NUMBER,
		/** A plain number. */
		NUMBER,
		/** A random UUID. */
		UUID

	}

	private final RandomGenerator random;

	private final AtomicLong siloNumbers = new AtomicLong(4_100_000_002L);

	private final AtomicLong numbers = new AtomicLong(1_200_000L);

	public Ids(RandomGenerator random) {
		this.random = random;
	}

	/** Returns a new id, larger than all of its style before. */
	public String next(Style style) {
		return switch (style) {
			case SILO_NUMBER -> Long.toString(this.siloNumbers.addAndGet(1000));
			case NUMBER -> Long.toString(this.numbers.incrementAndGet());
			case UUID -> uuid();
		};
	}

	/** Returns a random UUID. */
	public String uuid() {
		long high = (this.random.nextLong() & ~0xf000L) | 0x4000L;
		long low = (this.random.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
		return new UUID(high, low).toString();
	}

	/** Returns that many random bytes as lower-case hex. */
	public String hex(int bytes) {
		byte[] value = new byte[bytes];
		this.random.nextBytes(value);
		return HexFormat.of().formatHex(value);
	}

	/** Returns a random number from 0 up to the bound, exclusive. */
	public long below(long bound) {
		return this.random.nextLong(bound);
	}

	/** Makes sure that no id restored from a snapshot is given out again. */
	void seen(String id) {
		if (!id.isEmpty() && id.length() < 19 && id.chars().allMatch(Character::isDigit)) {
			long number = Long.parseLong(id);
			AtomicLong counter = (number > 4_000_000_000L) ? this.siloNumbers : this.numbers;
			counter.accumulateAndGet(number, Math::max);
		}
	}

}
