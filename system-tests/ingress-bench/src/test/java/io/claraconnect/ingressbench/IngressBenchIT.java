package io.claraconnect.ingressbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class IngressBenchIT {

	@TempDir
	private Path reports;

	@Test
	@DisplayName("A very short run of the whole benchmark balances and leaves a page, whatever the figures")
	void shortRun() throws IOException {
		int code = IngressBench.run("--rounds", "1", "--seconds", "1", "--warm-up", "1", "--connections", "1,4",
				"--judged-at", "4", "--tenants", "3", "--partitions", "2", "--reports", this.reports.toString());

		assertThat(code).isIn(0, 1);
		try (Stream<Path> files = Files.list(this.reports)) {
			List<Path> all = files.toList();
			assertThat(all).filteredOn((file) -> file.toString().endsWith(".svg")).hasSize(2);
			assertThat(all).filteredOn((file) -> file.toString().endsWith(".md")).singleElement().satisfies((page) -> {
				String text = Files.readString(page);
				assertThat(text).contains("## Verdict", "## Closed loop", "## Open loop", "## Abuse", "| seed |")
					.doesNotContain("VOID", "not refused");
				assertThat(text.lines().filter((line) -> line.contains("connections: sent"))).hasSizeGreaterThan(5)
					.allSatisfy((line) -> assertThat(line).contains("+ rejected 0 + failed 0; lost 0, twice 0"));
			});
		}
	}

	@Test
	@DisplayName("Wrong use is told and nothing is started")
	void wrongUse() {
		assertThat(IngressBench.run("--rounds", "many")).isEqualTo(2);
		assertThat(IngressBench.run("--help")).isZero();
	}

}
