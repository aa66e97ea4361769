package io.claraconnect.reader;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ForkedDocumentReaderIT {

	private static final ReaderProcessSettings SETTINGS = ReaderProcessSettings
		.of(System.getProperty("java.class.path"));

	private ForkedDocumentReader reader = new ForkedDocumentReader(SETTINGS);

	@AfterEach
	void stop() {
		this.reader.close();
	}

	@Test
	void readsManyDocumentsInOneProcess() {
		assertThat(this.reader.processId()).isEmpty();
		assertThat(textOf(SampleFiles.simplePdf("Welder since 2011"))).isEqualTo("Welder since 2011");
		long first = this.reader.processId().orElseThrow();
		assertThat(textOf(SampleFiles.docx("Baker", "Pastry chef"))).isEqualTo("Baker\nPastry chef");
		assertThat(this.reader.read(SampleFiles.source(new byte[] { 1, 2, 3 })))
			.isEqualTo(new Unreadable(Unreadable.Reason.UNSUPPORTED_TYPE));
		assertThat(this.reader.processId()).hasValue(first);
		assertThat(first).isNotEqualTo(ProcessHandle.current().pid());
	}

	@Test
	void anEndlessDocumentTimesOutAndTheNextOneIsRead() {
		reopen(SETTINGS.withTimeout(Duration.ofSeconds(3)));
		assertThat(this.reader.read(SampleFiles.source(SampleFiles.endlessPdf())))
			.isEqualTo(new Unreadable(Unreadable.Reason.TIMEOUT));
		assertThat(this.reader.processId()).isEmpty();
		assertThat(textOf(SampleFiles.simplePdf("Still here"))).isEqualTo("Still here");
	}

	@Test
	void aKilledProcessGivesAnOutcomeAndTheNextDocumentIsRead() {
		reopen(SETTINGS.withTimeout(Duration.ofMinutes(2)));
		textOf(SampleFiles.simplePdf("warm"));
		long victim = this.reader.processId().orElseThrow();
		CompletableFuture<ReadOutcome> outcome = CompletableFuture
			.supplyAsync(() -> this.reader.read(SampleFiles.source(SampleFiles.endlessPdf())));
		await().atMost(Duration.ofSeconds(30)).until(() -> usedCpu(victim) > 700);
		ProcessHandle.of(victim).orElseThrow().destroyForcibly();
		assertThat(outcome).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(new Unreadable(Unreadable.Reason.CRASHED));
		assertThat(textOf(SampleFiles.simplePdf("Recovered"))).isEqualTo("Recovered");
		assertThat(this.reader.processId()).isNotEmpty().isNotEqualTo(victim);
	}

	@Test
	void anIdleProcessIsStoppedAndStartedAgainOnDemand() {
		reopen(SETTINGS.withIdleTime(Duration.ofMillis(300)));
		textOf(SampleFiles.simplePdf("first"));
		await().atMost(Duration.ofSeconds(20)).until(() -> this.reader.processId().isEmpty());
		assertThat(textOf(SampleFiles.simplePdf("second"))).isEqualTo("second");
	}

	@Test
	void manyThreadsGetTheirOwnDocuments() {
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<CompletableFuture<String>> texts = IntStream.range(0, 40)
				.mapToObj((i) -> CompletableFuture.supplyAsync(() -> textOf(SampleFiles.simplePdf("Person " + i)),
						threads))
				.toList();
			assertThat(texts.stream().map(CompletableFuture::join))
				.containsExactlyElementsOf(IntStream.range(0, 40).mapToObj((i) -> "Person " + i).toList());
		}
	}

	@Test
	void aProcessThatCannotStartIsAnOutcome() {
		reopen(ReaderProcessSettings.of("/no/such/path.jar"));
		assertThat(this.reader.read(SampleFiles.text("hello")))
			.isEqualTo(new Unreadable(Unreadable.Reason.UNAVAILABLE));
	}

	@Test
	void aClosedReaderLeavesNoProcess() {
		textOf(SampleFiles.simplePdf("last"));
		long pid = this.reader.processId().orElseThrow();
		this.reader.close();
		await().atMost(Duration.ofSeconds(10)).until(() -> ProcessHandle.of(pid).isEmpty());
		assertThat(this.reader.read(SampleFiles.text("hello")))
			.isEqualTo(new Unreadable(Unreadable.Reason.UNAVAILABLE));
	}

	private void reopen(ReaderProcessSettings settings) {
		this.reader.close();
		this.reader = new ForkedDocumentReader(settings);
	}

	private String textOf(byte[] bytes) {
		ReadOutcome outcome = this.reader.read(SampleFiles.source(bytes));
		assertThat(outcome).isInstanceOf(ExtractedDocument.class);
		return ((ExtractedDocument) outcome).text();
	}

	private static long usedCpu(long pid) {
		return ProcessHandle.of(pid)
			.flatMap((handle) -> handle.info().totalCpuDuration())
			.map(Duration::toMillis)
			.orElse(0L);
	}

}
