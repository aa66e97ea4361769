package io.claraconnect.instruments.courier;

import java.time.Duration;

/**
 * One way in which a delivery is passed on.
 *
 * @param delay how long it is kept first
 * @param tampering what is done to it
 */
public record Passage(Duration delay, Tampering tampering) {

	/** At once and as it is. */
	public static final Passage STRAIGHT = new Passage(Duration.ZERO, Tampering.NONE);

	/**
	 * Later.
	 * @param delay how long it is kept
	 * @return the passage
	 */
	public static Passage after(Duration delay) {
		return new Passage(delay, Tampering.NONE);
	}

}
