package io.claraconnect.instruments.proxy;

import java.time.Duration;

/**
 * What a proxy does to what passes. Kinds can be combined by {@link #and}.
 *
 * @param latency added to each piece, in each direction
 * @param jitter added by chance on top, up to this; the order of bytes is kept
 * @param bytesPerSecond most bytes per second and direction of a connection; 0 for no
 * limit
 * @param sliceBytes largest piece that is written at once; 0 for no limit
 * @param slicePause wait between two such pieces
 * @param silent takes connections and forwards nothing, in both directions, as a network
 * that drops packets; what was held back comes through when it ends
 * @param resetProbability with this probability a connection is reset at its first bytes,
 * and then once more each second while bytes pass
 * @param down resets every connection at once, and each new one
 */
public record Behaviour(Duration latency, Duration jitter, long bytesPerSecond, int sliceBytes, Duration slicePause,
		boolean silent, double resetProbability, boolean down) {

	/** Nothing is disturbed. */
	public static final Behaviour NONE = new Behaviour(Duration.ZERO, Duration.ZERO, 0, 0, Duration.ZERO, false, 0,
			false);

	/**
	 * A slow network.
	 * @param latency for each piece, in each direction
	 * @param jitter up to this much more
	 * @return the behaviour
	 */
	public static Behaviour latency(Duration latency, Duration jitter) {
		return new Behaviour(latency, jitter, 0, 0, Duration.ZERO, false, 0, false);
	}

	/**
	 * A narrow network.
	 * @param bytesPerSecond per direction of a connection
	 * @return the behaviour
	 */
	public static Behaviour bandwidth(long bytesPerSecond) {
		return new Behaviour(Duration.ZERO, Duration.ZERO, bytesPerSecond, 0, Duration.ZERO, false, 0, false);
	}

	/**
	 * Cuts what passes into small pieces.
	 * @param bytes of a piece
	 * @param pause between two pieces
	 * @return the behaviour
	 */
	public static Behaviour slices(int bytes, Duration pause) {
		return new Behaviour(Duration.ZERO, Duration.ZERO, 0, bytes, pause, false, 0, false);
	}

	/**
	 * A network that drops everything, so that both sides wait.
	 * @return the behaviour
	 */
	public static Behaviour silence() {
		return new Behaviour(Duration.ZERO, Duration.ZERO, 0, 0, Duration.ZERO, true, 0, false);
	}

	/**
	 * Connections that break.
	 * @param probability for each connection at first and then each second
	 * @return the behaviour
	 */
	public static Behaviour resets(double probability) {
		return new Behaviour(Duration.ZERO, Duration.ZERO, 0, 0, Duration.ZERO, false, probability, false);
	}

	/**
	 * Nobody there.
	 * @return the behaviour
	 */
	public static Behaviour away() {
		return new Behaviour(Duration.ZERO, Duration.ZERO, 0, 0, Duration.ZERO, false, 0, true);
	}

	/**
	 * Both at once: waits are added, limits taken from whichever has one.
	 * @param other another behaviour
	 * @return the combination
	 */
	public Behaviour and(Behaviour other) {
		return new Behaviour(this.latency.plus(other.latency), this.jitter.plus(other.jitter),
				(this.bytesPerSecond != 0) ? this.bytesPerSecond : other.bytesPerSecond,
				(this.sliceBytes != 0) ? this.sliceBytes : other.sliceBytes, this.slicePause.plus(other.slicePause),
				this.silent || other.silent, Math.max(this.resetProbability, other.resetProbability),
				this.down || other.down);
	}

}
