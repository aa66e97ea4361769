package io.claraconnect.instruments.courier;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** One copy of a delivery on its way to the front door. */
public final class Post {

	private final long number;

	private final Arrival arrival;

	private final Tampering tampering;

	private final Tampering.Forged content;

	private final List<Attempt> attempts = new CopyOnWriteArrayList<>();

	private volatile State state = State.WAITING;

	Post(long number, Arrival arrival, Tampering tampering, Tampering.Forged content) {
		this.number = number;
		this.arrival = arrival;
		this.tampering = tampering;
		this.content = content;
	}

	/**
	 * Counts posts.
	 * @return from 1
	 */
	public long number() {
		return this.number;
	}

	/**
	 * Tells what it is a copy of.
	 * @return the delivery as the vendor sent it
	 */
	public Arrival arrival() {
		return this.arrival;
	}

	/**
	 * Tells what was done to it.
	 * @return {@link Tampering#NONE} for a genuine one
	 */
	public Tampering tampering() {
		return this.tampering;
	}

	/**
	 * Tells whether it is as the vendor sent it.
	 * @return true for a genuine one
	 */
	public boolean isGenuine() {
		return this.tampering == Tampering.NONE;
	}

	/**
	 * Gives a digest of what is sent.
	 * @return SHA-256 of the body in hex
	 */
	public String digest() {
		return Arrival.digest(this.content.body());
	}

	Tampering.Forged content() {
		return this.content;
	}

	/**
	 * Lists tries.
	 * @return all so far, the first one first
	 */
	public List<Attempt> attempts() {
		return List.copyOf(this.attempts);
	}

	/**
	 * Tells where it is.
	 * @return the state now
	 */
	public State state() {
		return this.state;
	}

	/**
	 * Gives the last answer.
	 * @return an HTTP status, or 0 without any
	 */
	public int lastStatus() {
		return this.attempts.isEmpty() ? 0 : this.attempts.getLast().status();
	}

	/**
	 * Counts tries whose outcome nobody knows: there was no answer.
	 * @return how many
	 */
	public int unanswered() {
		return (int) this.attempts.stream().filter((attempt) -> attempt.status() == 0).count();
	}

	/**
	 * Gives the longest try.
	 * @return zero without any
	 */
	public Duration longest() {
		return this.attempts.stream().map(Attempt::took).max(Duration::compareTo).orElse(Duration.ZERO);
	}

	void tried(Attempt attempt) {
		this.attempts.add(attempt);
	}

	void become(State now) {
		this.state = now;
	}

	@Override
	public String toString() {
		return "Post[" + this.number + " of " + this.arrival + ", " + this.tampering + ", " + this.state + ", "
				+ this.attempts + "]";
	}

	/** Where a post is. */
	public enum State {

		/** Kept back, or tried again and again. */
		WAITING,

		/** Answered with 200. */
		ACKNOWLEDGED,

		/** Answered with 4xx: not tried again. */
		REJECTED,

		/** Given up. */
		FAILED

	}

}
