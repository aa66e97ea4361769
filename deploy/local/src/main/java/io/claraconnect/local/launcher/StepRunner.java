package io.claraconnect.local.launcher;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.claraconnect.local.StackFailed;

/**
 * Runs steps as soon as what they wait for is done, and tells how each went.
 */
final class StepRunner {

	private final Console console;

	private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

	StepRunner(Console console) {
		this.console = console;
	}

	/**
	 * Runs all steps. What waits for a failed step is left out; everything else goes on.
	 * @return one sentence per failed step
	 */
	List<String> run(List<Step> steps) {
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			Map<String, CompletableFuture<Boolean>> done = new HashMap<>();
			for (Step step : steps) {
				CompletableFuture<?>[] before = step.after().stream().map(done::get).toArray(CompletableFuture[]::new);
				List<CompletableFuture<Boolean>> conditions = step.after().stream().map(done::get).toList();
				done.put(step.name(),
						CompletableFuture.allOf(before)
							.thenApplyAsync((_) -> conditions.stream().allMatch(CompletableFuture::join) && run(step),
									threads));
			}
			CompletableFuture.allOf(done.values().toArray(CompletableFuture[]::new)).join();
		}
		return new ArrayList<>(this.failures);
	}

	private boolean run(Step step) {
		long begin = System.nanoTime();
		try {
			step.action().run();
			this.console.progress(step.name(), "up", seconds(begin));
			return true;
		}
		catch (StackFailed ex) {
			return failed(step, begin, String.valueOf(ex.getMessage()));
		}
		catch (RuntimeException ex) {
			return failed(step, begin, step.name() + " failed unexpectedly: " + ex);
		}
	}

	private boolean failed(Step step, long begin, String sentence) {
		this.console.progress(step.name(), "failed", seconds(begin));
		this.failures.add(sentence);
		return false;
	}

	private static double seconds(long begin) {
		return (System.nanoTime() - begin) / 1e9;
	}

}
