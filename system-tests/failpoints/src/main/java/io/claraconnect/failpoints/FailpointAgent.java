package io.claraconnect.failpoints;

import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Arms failpoints in a process under test: {@code -javaagent:failpoints.jar=<control
 * directory>}. Points of the file {@code points} are armed before the program begins, and
 * anew whenever the file changes. While it is empty no class is touched.
 */
public final class FailpointAgent {

	private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(10);

	private final ControlDirectory directory;

	private final Instrumentation instrumentation;

	private final Weaver weaver = new Weaver(this::complain);

	private final Map<String, Tally> tallies;

	private final StringBuilder problems = new StringBuilder();

	private Map<String, ArmedPoint> armed = Map.of();

	private String taken = "";

	private String written = "";

	private FailpointAgent(ControlDirectory directory, Instrumentation instrumentation) {
		this.directory = directory;
		this.instrumentation = instrumentation;
		this.tallies = new ConcurrentHashMap<>(directory.tallies());
	}

	/** Called by the virtual machine before {@code main}. */
	public static void premain(String argument, Instrumentation instrumentation) {
		FailpointAgent agent = new FailpointAgent(new ControlDirectory(Path.of(argument)), instrumentation);
		agent.directory.write(ControlDirectory.PROBLEMS, "");
		instrumentation.addTransformer(agent.weaver, true);
		agent.take(agent.directory.read(ControlDirectory.POINTS));
		Thread.ofPlatform().name("failpoints").daemon().start(agent::watch);
	}

	private void watch() {
		while (true) {
			LockSupport.parkNanos(EVERY);
			try {
				String points = this.directory.read(ControlDirectory.POINTS);
				if (!points.equals(this.taken)) {
					take(points);
				}
				writeHits();
			}
			catch (RuntimeException ex) {
				complain(ex.toString());
			}
		}
	}

	private void take(String text) {
		this.taken = text;
		SortedMap<String, Action> points = ControlDirectory.points(text);
		Set<String> fresh = new HashSet<>();
		points.keySet().stream().map(Point::parse).filter(this.weaver::want).map(Point::className).forEach(fresh::add);
		weaveLoaded(fresh);
		Map<String, ArmedPoint> next = new HashMap<>();
		points.forEach((point, action) -> {
			ArmedPoint now = this.armed.get(point);
			next.put(point, (now != null && now.action().equals(action)) ? now
					: new ArmedPoint(action, tally(point), this::writeHits));
		});
		Gate.arm(Map.copyOf(next));
		this.armed.values().stream().filter((point) -> !next.containsValue(point)).forEach(ArmedPoint::release);
		this.armed = next;
		this.directory.write(ControlDirectory.TAKEN, ProcessHandle.current().pid() + "\n" + text);
	}

	private void weaveLoaded(Set<String> names) {
		if (names.isEmpty()) {
			return;
		}
		for (Class<?> loaded : this.instrumentation.getAllLoadedClasses()) {
			if (names.contains(loaded.getName())) {
				try {
					this.instrumentation.retransformClasses(loaded);
				}
				catch (UnmodifiableClassException | LinkageError ex) {
					complain(loaded.getName() + " cannot be woven: " + ex);
				}
			}
		}
	}

	private Tally tally(String point) {
		return this.tallies.computeIfAbsent(point, (name) -> new Tally());
	}

	private synchronized void writeHits() {
		String now = this.tallies.toString();
		if (!now.equals(this.written)) {
			this.directory.write(this.tallies);
			this.written = now;
		}
	}

	private synchronized void complain(String problem) {
		this.problems.append(problem).append('\n');
		this.directory.write(ControlDirectory.PROBLEMS, this.problems.toString());
	}

}
