package io.claraconnect.scoring.engine.embed;

import java.util.Arrays;

/**
 * A quantised sentence vector. Similarity is computed from integers, so equal vectors
 * give equal scores everywhere.
 */
public final class SentenceVector {

	private static final int SCALE = 1 << 12;

	private final short[] values;

	private SentenceVector(short[] values) {
		this.values = values;
	}

	/** Quantises a vector of unit length. */
	public static SentenceVector quantise(float[] unit) {
		short[] values = new short[unit.length];
		for (int i = 0; i < unit.length; i++) {
			values[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(unit[i] * SCALE)));
		}
		return new SentenceVector(values);
	}

	/** Takes values that {@link #values()} gave, as a cache keeps them. */
	public static SentenceVector of(short[] values) {
		return new SentenceVector(values.clone());
	}

	/** The quantised values, for a cache. */
	public short[] values() {
		return this.values.clone();
	}

	/** Cosine similarity in thousandths, rounded down, from -1000 to 1000. */
	public int cosinePermille(SentenceVector other) {
		if (this.values.length != other.values.length) {
			throw new IllegalArgumentException("Vectors of different models");
		}
		long dot = 0;
		long own = 0;
		long others = 0;
		for (int i = 0; i < this.values.length; i++) {
			dot += (long) this.values[i] * other.values[i];
			own += (long) this.values[i] * this.values[i];
			others += (long) other.values[i] * other.values[i];
		}
		if (own == 0 || others == 0) {
			return 0;
		}
		return (int) Math.floor(dot * 1000.0 / Math.sqrt((double) own * (double) others));
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof SentenceVector that && Arrays.equals(this.values, that.values);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.values);
	}

}
