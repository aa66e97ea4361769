package io.claraconnect.failpoints;

import java.time.Duration;
import java.util.Locale;

/**
 * What happens at a point. Written in a control file as its kind, an argument where it
 * has one, and the options that differ from what is usual.
 *
 * @param kind what is done
 * @param argument an exception class, a value, or empty
 * @param nth the first call that it is done to, counted since the process armed it
 * @param times how often it is done in all, over every process of this control directory;
 * 0 for always
 * @param gather how many calls wait at the point before a halt
 * @param pause how long a delay is, or how long a halt waits for calls to gather
 */
public record Action(Kind kind, String argument, int nth, int times, int gather, Duration pause) {

	/** What can be done. */
	public enum Kind {

		/** Only counts. */
		COUNT,
		/** Ends the process as {@code kill -9} would. */
		HALT,
		/** Throws. */
		THROW,
		/** Lets the call wait for a time. */
		DELAY,
		/** Lets calls wait until the point is disarmed or armed anew. */
		HOLD,
		/**
		 * Leaves the method out, or replaces what it returned, by a value.
		 */
		RETURN

	}

	/** Counts calls and does nothing to them. */
	public static Action count() {
		return of(Kind.COUNT, "", Duration.ZERO);
	}

	/** Ends the process at once. */
	public static Action halt() {
		return of(Kind.HALT, "", Duration.ZERO);
	}

	/**
	 * Lets calls wait until so many are there, or the first has waited so long, and ends
	 * the process then.
	 */
	public static Action haltWhenGathered(int calls, Duration atMost) {
		return new Action(Kind.HALT, "", 1, 0, calls, atMost);
	}

	/** Throws an exception with a constructor that takes a text, or nothing. */
	public static Action throwing(String exceptionClass) {
		return of(Kind.THROW, exceptionClass, Duration.ZERO);
	}

	/** Lets the call wait. */
	public static Action delay(Duration pause) {
		return of(Kind.DELAY, "", pause);
	}

	/** Lets calls wait until the point is disarmed or armed with something else. */
	public static Action hold() {
		return of(Kind.HOLD, "", Duration.ZERO);
	}

	/**
	 * Leaves the method out (at {@code enter}) or replaces its result (at {@code exit}).
	 * @param value {@code void}, {@code null}, {@code true}, {@code false}, a whole
	 * number, {@code empty-mono}, {@code empty-flux}, {@code empty-optional},
	 * {@code empty-list}, {@code call:fully.qualified.Class#method} for what a static
	 * method without parameters gives, or {@code mono:} and one of these
	 */
	public static Action returning(String value) {
		return of(Kind.RETURN, value, Duration.ZERO);
	}

	/** The same, from the nth call on. */
	public Action fromCall(int call) {
		return new Action(this.kind, this.argument, call, this.times, this.gather, this.pause);
	}

	/** The same, so often and then never again, also after a restart. */
	public Action atMost(int often) {
		return new Action(this.kind, this.argument, this.nth, often, this.gather, this.pause);
	}

	private static Action of(Kind kind, String argument, Duration pause) {
		return new Action(kind, argument, 1, 0, 1, pause);
	}

	static Action parse(String text) {
		String[] words = text.strip().split("\\s+");
		Action action = of(Kind.valueOf(words[0].toUpperCase(Locale.ROOT)), "", Duration.ZERO);
		for (int i = 1; i < words.length; i++) {
			action = action.with(words[i]);
		}
		return action.checked(text);
	}

	private Action with(String word) {
		int equals = word.indexOf('=');
		if (equals < 0) {
			return new Action(this.kind, word, this.nth, this.times, this.gather, this.pause);
		}
		String value = word.substring(equals + 1);
		return switch (word.substring(0, equals)) {
			case "nth" -> fromCall(Integer.parseInt(value));
			case "times" -> atMost(Integer.parseInt(value));
			case "gather" ->
				new Action(this.kind, this.argument, this.nth, this.times, Integer.parseInt(value), this.pause);
			case "ms" -> new Action(this.kind, this.argument, this.nth, this.times, this.gather,
					Duration.ofMillis(Long.parseLong(value)));
			default -> throw new IllegalArgumentException("No such option: " + word);
		};
	}

	private Action checked(String text) {
		boolean argued = this.kind == Kind.THROW || this.kind == Kind.RETURN;
		if (argued == this.argument.isEmpty() || this.nth < 1 || this.times < 0 || this.gather < 1) {
			throw new IllegalArgumentException("Not an action: " + text);
		}
		return this;
	}

	/** As it is written in a control file. */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(this.kind.name().toLowerCase(Locale.ROOT));
		if (!this.argument.isEmpty()) {
			text.append(' ').append(this.argument);
		}
		option(text, "nth", this.nth, 1);
		option(text, "times", this.times, 0);
		option(text, "gather", this.gather, 1);
		option(text, "ms", this.pause.toMillis(), 0);
		return text.toString();
	}

	private static void option(StringBuilder text, String name, long value, long usual) {
		if (value != usual) {
			text.append(' ').append(name).append('=').append(value);
		}
	}

}
