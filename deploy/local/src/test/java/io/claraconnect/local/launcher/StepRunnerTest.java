package io.claraconnect.local.launcher;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import io.claraconnect.local.StackFailed;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StepRunnerTest {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final List<String> done = new CopyOnWriteArrayList<>();

	@Test
	void runsWhatWaitsAfterWhatItWaitsFor() {
		List<String> failures = run(step("broker"), step("topics", "broker"), step("service", "topics"));

		assertThat(failures).isEmpty();
		assertThat(this.done).containsExactly("broker", "topics", "service");
	}

	@Test
	void runsAtTheSameTimeWhatDoesNotWait() {
		CountDownLatch both = new CountDownLatch(2);

		List<String> failures = run(new Step("one", Set.of(), () -> meet(both)),
				new Step("two", Set.of(), () -> meet(both)));

		assertThat(failures).isEmpty();
	}

	@Test
	void leavesOutWhatWaitsForAFailedStepAndGoesOnWithTheRest() {
		List<String> failures = run(new Step("migration", Set.of(), () -> {
			throw new StackFailed("migration failed with exit code 5.");
		}), step("service", "migration"), step("sandbox"));

		assertThat(failures).containsExactly("migration failed with exit code 5.");
		assertThat(this.done).containsExactly("sandbox");
		assertThat(this.out.toString(StandardCharsets.UTF_8)).contains("migration          failed")
			.contains("sandbox            up");
	}

	@Test
	void reportsWhatNobodyForesaw() {
		assertThat(run(new Step("kafka", Set.of(), () -> {
			throw new IllegalStateException("boom");
		}), step("topics", "kafka"))).singleElement().asString().contains("kafka failed unexpectedly").contains("boom");
		assertThat(this.done).isEmpty();
	}

	private static void meet(CountDownLatch both) {
		both.countDown();
		try {
			both.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private Step step(String name, String... after) {
		return new Step(name, Set.of(after), () -> this.done.add(name));
	}

	private List<String> run(Step... steps) {
		PrintStream stream = new PrintStream(this.out, true, StandardCharsets.UTF_8);
		return new StepRunner(new Console(stream, stream, false)).run(List.of(steps));
	}

}
