package io.claraconnect.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class OwnProcessTest {

	private static final Duration LONG = Duration.ofSeconds(30);

	@TempDir
	private Path root;

	private StackDirectory directory;

	private OwnProcess process;

	@BeforeEach
	void describe() {
		this.directory = new StackDirectory(this.root);
		this.process = new OwnProcess("part", this.directory);
	}

	@AfterEach
	void end() {
		this.process.killNow();
		Strays.end(this.directory);
	}

	@Test
	void isFoundAgainByItsPidFile() {
		this.process.launch(shell("exec sleep 60"));

		OwnProcess found = new OwnProcess("part", this.directory);

		assertThat(found.isAlive()).isTrue();
		assertThat(found.pid()).isEqualTo(this.process.pid());
	}

	@Test
	void stopsGentlyWhenItListens() {
		this.process.launch(shell("exec sleep 60"));

		assertThat(this.process.stop("TERM", LONG)).isTrue();
		assertThat(this.process.isAlive()).isFalse();
	}

	@Test
	void tellsHowItEnded() {
		this.process.launch(shell("exec sh -c 'exit 7'"));
		await().atMost(LONG).until(() -> !this.process.isAlive());

		assertThat(this.process.exitCode()).hasValue(7);
		assertThat(new OwnProcess("part", this.directory).exitCode()).isEmpty();
	}

	@Test
	void haltsWithAllItStartedAndGoesOn() {
		this.process.launch(shell("while :; do echo $((i=i+1)); sleep 0.05; done"));
		await().atMost(LONG).until(() -> !this.process.lastLogLines(1).isEmpty());

		this.process.signalAll("STOP");
		await().during(Duration.ofMillis(400)).atMost(LONG).until(new Unchanged(() -> this.process.lastLogLines(1)));

		List<String> halted = this.process.lastLogLines(1);
		this.process.signalAll("CONT");
		await().atMost(LONG).until(() -> !this.process.lastLogLines(1).equals(halted));
	}

	@Test
	void isKilledWhenItDoesNotListen() {
		this.process.launch(shell("trap '' TERM; echo deaf; while :; do sleep 1; done"));
		await().atMost(LONG).until(() -> this.process.lastLogLines(1).contains("deaf"));

		assertThat(this.process.stop("TERM", Duration.ofMillis(300))).isFalse();
		assertThat(this.process.isAlive()).isFalse();
	}

	@Test
	void neverTouchesAnotherProcessThatGotThePid() throws IOException {
		Process stranger = new ProcessBuilder("sleep", "60").start();
		try {
			Files.writeString(this.directory.pidFile("part"), stranger.pid() + " 1@another-boot\n");

			assertThat(this.process.isAlive()).isFalse();
			this.process.killNow();
			assertThat(stranger.isAlive()).isTrue();
		}
		finally {
			stranger.destroyForcibly();
		}
	}

	@Test
	void showsTheEndOfItsLogWhenItEndsWhileStarting() {
		this.process.launch(shell("echo 'no such file: x'; exit 3"));

		assertThatThrownBy(() -> this.process.awaitReady(LONG, () -> false)).isInstanceOf(StackFailed.class)
			.hasMessageContaining("ended while starting")
			.hasMessageContaining("no such file: x");
	}

	@Test
	void leavesAPartRunningThatDoesNotAnswerInTime() {
		this.process.launch(shell("exec sleep 60"));

		assertThatThrownBy(() -> this.process.awaitReady(Duration.ofMillis(200), () -> false))
			.hasMessageContaining("did not answer");
		assertThat(this.process.isAlive()).isTrue();
	}

	@Test
	void givesTheExitCodeOfWhatRunsToItsEnd() {
		assertThat(this.process.run(shell("exit 7"), LONG)).isEqualTo(7);
	}

	@Test
	void endsChildrenThatAPartLeftBehind() {
		this.process.launch(shell("sleep 60 & echo $!; wait"));
		await().atMost(LONG).until(() -> !this.process.lastLogLines(1).isEmpty());
		long child = Long.parseLong(this.process.lastLogLines(1).getFirst());
		this.process.killNow();

		assertThat(Strays.end(this.directory)).containsExactly(child);
		assertThat(ProcessIdentity.of(child)).isEmpty();
	}

	@Test
	void keepsSettingsOfOtherProgramsAway() {
		this.process.run(new ProcessSpec(List.of("sh", "-c", "echo [$CLARA_STACK] [$SPRING_PROFILES_ACTIVE]"), Map.of(),
				this.root), LONG);

		assertThat(this.process.lastLogLines(1)).containsExactly("[" + this.directory.root() + "] []");
	}

	private ProcessSpec shell(String script) {
		return new ProcessSpec(List.of("sh", "-c", script), Map.of(), this.root);
	}

	/** Whether something is as it was at the last look. */
	private static final class Unchanged implements Callable<Boolean> {

		private final Supplier<List<String>> look;

		private List<String> last = List.of();

		Unchanged(Supplier<List<String>> look) {
			this.look = look;
		}

		@Override
		public Boolean call() {
			List<String> now = this.look.get();
			boolean same = now.equals(this.last);
			this.last = now;
			return same;
		}

	}

}
