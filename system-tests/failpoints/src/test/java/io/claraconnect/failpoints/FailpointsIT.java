package io.claraconnect.failpoints;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the agent does to a program in a process of its own. */
class FailpointsIT {

	private static final String WORK = "io.claraconnect.failpoints.Work#";

	private static final Duration SOON = Duration.ofSeconds(20);

	@TempDir
	private Path control;

	private Failpoints failpoints;

	@BeforeEach
	void directory() {
		this.failpoints = new Failpoints(this.control);
	}

	@Test
	@DisplayName("a point armed before the start leaves the body out, whatever the method returns")
	void leavesOut() throws Exception {
		this.failpoints.arm(WORK + "plain@enter", Action.returning("null"))
			.arm(WORK + "primitive@enter", Action.returning("0"))
			.arm(WORK + "flag@exit", Action.returning("false"))
			.arm(WORK + "nothing@enter", Action.returning("void"))
			.arm(WORK + "mono@enter", Action.returning("empty-mono"));
		try (ChildProgram program = new ChildProgram(this.control)) {
			program.does("plain").says("plain: null");
			program.does("primitive").says("primitive: 0false");
			program.does("nothing").says("nothing: came back");
			program.does("mono").says("mono: null");
			assertThat(program.said()).doesNotContain("the body ran");
			this.failpoints.awaitHits(WORK + "mono@enter", 1, SOON);
			this.failpoints.arm(WORK + "mono@enter", Action.returning("mono:call:" + WORK + "other"))
				.awaitArmed(program.pid(), SOON);
			program.does("mono").says("mono: another");
			this.failpoints.requireNoProblem();
		}
	}

	@Test
	@DisplayName("points are armed, changed and disarmed while the program runs, its classes loaded")
	void rearms() throws Exception {
		try (ChildProgram program = new ChildProgram(this.control)) {
			program.does("plain").says("plain: done");
			this.failpoints.arm(WORK + "plain@enter", Action.throwing("java.io.IOException"));
			this.failpoints.awaitArmed(program.pid(), SOON);
			program.does("plain").says("plain: java.io.IOException: failpoint");
			this.failpoints.arm(WORK + "plain@enter", Action.returning("null").fromCall(2));
			this.failpoints.awaitArmed(program.pid(), SOON);
			program.said().clear();
			program.does("plain").says("plain: done").does("plain").says("plain: null");
			this.failpoints.disarmAll().awaitArmed(program.pid(), SOON);
			program.said().clear();
			program.does("plain").says("plain: done");
			this.failpoints.awaitHits(WORK + "plain@enter", 3, SOON);
			assertThat(this.failpoints.hits(WORK + "plain@enter")).isEqualTo(3);
		}
	}

	@Test
	@DisplayName("what is held waits until the point is disarmed, with a thread or without")
	void holds() throws Exception {
		this.failpoints.arm(WORK + "plain@exit", Action.hold()).arm(WORK + "mono@enter", Action.hold());
		try (ChildProgram program = new ChildProgram(this.control)) {
			program.does("plain").does("mono");
			this.failpoints.awaitHits(WORK + "plain@exit", 1, SOON);
			this.failpoints.awaitHits(WORK + "mono@enter", 1, SOON);
			program.does("primitive").says("primitive: 7true");
			assertThat(program.said()).doesNotContain("plain: done", "mono: published");
			this.failpoints.disarm(WORK + "plain@exit");
			program.says("plain: done");
			assertThat(program.said()).doesNotContain("mono: published");
			this.failpoints.disarm(WORK + "mono@enter");
			program.says("mono: published");
		}
	}

	@Test
	@DisplayName("a delay lets the call go on afterwards")
	void delays() throws Exception {
		this.failpoints.arm(WORK + "mono@exit", Action.delay(Duration.ofMillis(300)))
			.arm(WORK + "plain@enter", Action.delay(Duration.ofMillis(300)));
		try (ChildProgram program = new ChildProgram(this.control)) {
			long began = System.nanoTime();
			program.does("mono").does("plain").says("mono: published").says("plain: done");
			assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(299));
		}
	}

	@Test
	@DisplayName("calls gather before the process is killed, and a second process is left alone after that")
	void gathers() throws Exception {
		this.failpoints.arm(WORK + "mono@enter", Action.haltWhenGathered(3, Duration.ofMinutes(1)).atMost(1));
		try (ChildProgram program = new ChildProgram(this.control)) {
			program.does("mono").does("mono");
			this.failpoints.awaitHits(WORK + "mono@enter", 2, SOON);
			assertThat(program.alive()).isTrue();
			program.does("mono");
			assertThat(program.ends()).isEqualTo(137);
			assertThat(program.said()).doesNotContain("mono: published");
		}
		assertThat(this.failpoints.hits(WORK + "mono@enter")).isEqualTo(3);
		assertThat(this.failpoints.fired(WORK + "mono@enter")).isEqualTo(1);
		try (ChildProgram program = new ChildProgram(this.control)) {
			program.does("mono").says("mono: published");
			this.failpoints.awaitHits(WORK + "mono@enter", 4, SOON);
		}
	}

	@Test
	@DisplayName("the process is killed on the nth call, and when too few gather in time")
	void halts() throws Exception {
		this.failpoints.arm(WORK + "plain@enter", Action.halt().fromCall(3));
		try (ChildProgram program = new ChildProgram(this.control)) {
			program.does("plain").says("plain: done");
			program.said().clear();
			program.does("plain").says("plain: done").does("plain");
			assertThat(program.ends()).isEqualTo(137);
		}
		this.failpoints.disarmAll().arm(WORK + "plain@exit", Action.haltWhenGathered(9, Duration.ofMillis(200)));
		try (ChildProgram program = new ChildProgram(this.control)) {
			program.does("plain");
			assertThat(program.ends()).isEqualTo(137);
		}
	}

	@Test
	@DisplayName("a point that names no method is a problem, not silence")
	void misspelt() throws Exception {
		this.failpoints.arm(WORK + "plane@enter", Action.count());
		try (ChildProgram program = new ChildProgram(this.control)) {
			program.does("plain").says("plain: done");
			assertThatThrownBy(() -> this.failpoints.awaitArmed(program.pid(), SOON)).isInstanceOf(AssertionError.class)
				.hasMessageContaining("no method plane");
		}
	}

}
