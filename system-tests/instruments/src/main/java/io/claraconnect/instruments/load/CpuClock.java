package io.claraconnect.instruments.load;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

import com.sun.management.OperatingSystemMXBean;

/**
 * How much CPU time processes used since the clock was started, and how much all others
 * of this machine: a busy neighbour makes every figure worse, and has to be seen.
 */
public final class CpuClock {

	private static final OperatingSystemMXBean MACHINE = ManagementFactory
		.getPlatformMXBean(OperatingSystemMXBean.class);

	private final List<Long> pids;

	private final List<Duration> before;

	private final long startedAt;

	private CpuClock(List<Long> pids) {
		this.pids = pids;
		this.before = pids.stream().map(CpuClock::used).toList();
		MACHINE.getCpuLoad();
		this.startedAt = System.nanoTime();
	}

	/** Starts a clock for these processes. */
	public static CpuClock start(List<Long> pids) {
		return new CpuClock(List.copyOf(pids));
	}

	/** Reads it. */
	public Reading read() {
		List<Duration> used = new java.util.ArrayList<>();
		for (int i = 0; i < this.pids.size(); i++) {
			used.add(used(this.pids.get(i)).minus(this.before.get(i)));
		}
		double elapsed = System.nanoTime() - this.startedAt;
		double all = Math.max(0, MACHINE.getCpuLoad()) * MACHINE.getAvailableProcessors();
		double ours = used.stream().mapToDouble(Duration::toNanos).sum() / elapsed;
		return new Reading(used, Math.max(0, all - ours));
	}

	private static Duration used(long pid) {
		return ProcessHandle.of(pid)
			.flatMap((process) -> process.info().totalCpuDuration())
			.orElseThrow(() -> new IllegalStateException("Process " + pid + " is gone"));
	}

	/**
	 * What the clock shows.
	 *
	 * @param used the CPU time of each process
	 * @param others how many cores all other processes kept busy
	 */
	public record Reading(List<Duration> used, double others) {

	}

}
