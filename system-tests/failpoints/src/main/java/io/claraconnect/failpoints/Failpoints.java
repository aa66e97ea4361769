package io.claraconnect.failpoints;

import java.nio.file.Path;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;

/**
 * The failpoints of one process under test, as its test sees them. Points are written
 * {@code fully.qualified.Class#method@enter} or {@code @exit}; the class must declare the
 * method itself. Where a method returns a {@code Mono} or {@code Flux}, both edges are
 * its assembly, and what waits there is the subscription and not a thread.
 * <p>
 * Arm what a process shall begin with before it starts. Counts go on over restarts.
 */
public final class Failpoints {

	private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(5);

	private final ControlDirectory directory;

	private final SortedMap<String, Action> points;

	/**
	 * The failpoints of the process that is started with this directory.
	 * @param path is created where it is not there; one process at a time
	 */
	public Failpoints(Path path) {
		this.directory = new ControlDirectory(path);
		this.points = new TreeMap<>(ControlDirectory.points(this.directory.read(ControlDirectory.POINTS)));
	}

	/** Arms a point, or changes what happens there. */
	public synchronized Failpoints arm(String point, Action action) {
		this.points.put(Point.parse(point).toString(), action);
		return write();
	}

	/** Lets nothing happen at a point any more, and lets go what is held there. */
	public synchronized Failpoints disarm(String point) {
		this.points.remove(point);
		return write();
	}

	/** Lets nothing happen anywhere any more. */
	public synchronized Failpoints disarmAll() {
		this.points.clear();
		return write();
	}

	/** How often a point was reached while it was armed. */
	public long hits(String point) {
		return count(point, (tally) -> tally.hits().get());
	}

	/** How often something was done at a point. */
	public long fired(String point) {
		return count(point, (tally) -> tally.fired().get());
	}

	/**
	 * Waits until a running process has taken what was armed last.
	 * @throws AssertionError when it does not in time, or a point names no method of a
	 * loaded class
	 */
	public void awaitArmed(long pid, Duration atMost) {
		String expected = pid + "\n" + this.directory.read(ControlDirectory.POINTS);
		await("armed by " + pid, () -> expected.equals(this.directory.read(ControlDirectory.TAKEN)), atMost);
		requireNoProblem();
	}

	/**
	 * Waits until a point was reached so often in all.
	 * @throws AssertionError when it was not in time
	 */
	public void awaitHits(String point, long atLeast, Duration atMost) {
		await(point + " reached " + atLeast + " times", () -> hits(point) >= atLeast, atMost);
	}

	/**
	 * Waits until something was done so often at a point.
	 * @throws AssertionError when it was not in time
	 */
	public void awaitFired(String point, long atLeast, Duration atMost) {
		await(point + " fired " + atLeast + " times", () -> fired(point) >= atLeast, atMost);
	}

	/**
	 * Fails when a point could not be woven: nothing would ever happen there.
	 * @throws AssertionError with what is wrong
	 */
	public void requireNoProblem() {
		String problems = this.directory.read(ControlDirectory.PROBLEMS);
		if (!problems.isEmpty()) {
			throw new AssertionError("Failpoints: " + problems);
		}
	}

	private Failpoints write() {
		this.directory.write(ControlDirectory.POINTS, ControlDirectory.text(this.points));
		return this;
	}

	private long count(String point, ToLongFunction<Tally> count) {
		Tally tally = this.directory.tallies().get(point);
		return (tally != null) ? count.applyAsLong(tally) : 0;
	}

	private void await(String what, BooleanSupplier reached, Duration atMost) {
		long end = System.nanoTime() + atMost.toNanos();
		while (!reached.getAsBoolean()) {
			if (System.nanoTime() - end > 0) {
				throw new AssertionError("Not within " + atMost + ": " + what + ". Problems: "
						+ this.directory.read(ControlDirectory.PROBLEMS));
			}
			LockSupport.parkNanos(LOOK_EVERY);
		}
	}

}
