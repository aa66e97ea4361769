package io.claraconnect.instruments.report;

import java.util.Locale;

/**
 * A figure that must reach a mark.
 *
 * @param name a short name without spaces
 * @param meaning what it is, with its unit
 * @param measured what was measured
 * @param bound on which side of the mark it must be
 * @param mark the mark
 */
public record PassMark(String name, String meaning, double measured, Bound bound, double mark) {

	/** A figure that must not be below the mark. */
	public static PassMark atLeast(String name, String meaning, double measured, double mark) {
		return new PassMark(name, meaning, measured, Bound.AT_LEAST, mark);
	}

	/** A figure that must not be above the mark. */
	public static PassMark atMost(String name, String meaning, double measured, double mark) {
		return new PassMark(name, meaning, measured, Bound.AT_MOST, mark);
	}

	/** Whether the mark is reached; a figure that is no number reaches none. */
	public boolean reached() {
		return switch (this.bound) {
			case AT_LEAST -> this.measured >= this.mark;
			case AT_MOST -> this.measured <= this.mark;
		};
	}

	/** One line whose form does not change. */
	public String line() {
		return String.format(Locale.ROOT, "%s %s %.3f %s %.3f", reached() ? "PASS" : "FAIL", this.name, this.measured,
				this.bound.sign, this.mark);
	}

	/** On which side of the mark a figure must be. */
	public enum Bound {

		/** Not below it. */
		AT_LEAST(">="),

		/** Not above it. */
		AT_MOST("<=");

		private final String sign;

		Bound(String sign) {
			this.sign = sign;
		}

	}

}
