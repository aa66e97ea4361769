package io.claraconnect.scoring.engine;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.claraconnect.scoring.engine.embed.MiniLmEmbedder;
import io.claraconnect.scoring.engine.match.EvidenceScorer;
import io.claraconnect.scoring.engine.report.CanonicalReport;
import io.claraconnect.scoring.engine.report.ScoreReport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RepeatabilityTest {

	private static final int RUNS = 50;

	@ParameterizedTest(name = "on {0} threads")
	@ValueSource(ints = { 1, 8 })
	void fiftyRunsGiveOneReportAndOneHash(int threads) throws Exception {
		ScoringInput input = Samples.input("Backend Engineer", Samples.BACKEND_AD, Samples.BACKEND_FIT);
		ScoreReport first = Samples.report(new EvidenceScorer(new MiniLmEmbedder()).score(input));
		EvidenceScorer engine = new EvidenceScorer(new MiniLmEmbedder());
		try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
			List<Callable<ScoreReport>> runs = IntStream.range(0, RUNS)
				.mapToObj((i) -> (Callable<ScoreReport>) () -> Samples.report(engine.score(input)))
				.toList();
			List<Future<ScoreReport>> reports = pool.invokeAll(runs);
			assertThat(reports).hasSize(RUNS).allMatch((report) -> report.resultNow().equals(first));
			Set<String> hashes = reports.stream()
				.map((report) -> CanonicalReport.hash(report.resultNow()))
				.collect(Collectors.toSet());
			assertThat(hashes).containsExactly(CanonicalReport.hash(first));
		}
	}

}
