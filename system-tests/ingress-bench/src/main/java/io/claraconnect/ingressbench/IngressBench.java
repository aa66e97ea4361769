package io.claraconnect.ingressbench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

import io.claraconnect.instruments.load.CpuProfile;
import io.claraconnect.instruments.load.FlightRecording;
import io.claraconnect.instruments.report.PassMark;
import io.claraconnect.local.Distribution;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the real ingress and a bare reference in turn, on one broker of their own, and
 * leaves a page.
 */
@Command(name = "./clara bench ingress", sortOptions = false, usageHelpWidth = 110,
		description = "Measures the real ingress beside a bare reference, in turn.",
		footer = { "", "Ends with 0 when all marks are reached, 1 when one is missed, 9 when the run is void." })
public final class IngressBench implements Callable<Integer> {

	private static final int MISSED = 1;

	private static final int VOID = 9;

	@Option(names = "--rounds", description = "How often each load is put on each (${DEFAULT-VALUE}).")
	private int rounds = 3;

	@Option(names = "--seconds", description = "How long a load lasts (${DEFAULT-VALUE}).")
	private int seconds = 6;

	@Option(names = "--warm-up", description = "Seconds of load on each before it counts (${DEFAULT-VALUE}).")
	private int warmUp = 40;

	@Option(names = "--connections", split = ",", description = "1 and the one that is judged must be among them.")
	private List<Integer> connections = List.of(1, 8, 32, 128, 256);

	@Option(names = "--judged-at", description = "Connections at which throughput is judged (${DEFAULT-VALUE}).")
	private int judgedAt = 128;

	@Option(names = "--tenants", description = "Connections in the ingress' directory (${DEFAULT-VALUE}).")
	private int tenants = 50;

	@Option(names = "--partitions", description = "Partitions of both topics (${DEFAULT-VALUE}).")
	private int partitions = 4;

	@Option(names = "--seed", description = "For people, ids and the gaps of the open loop (${DEFAULT-VALUE}).")
	private long seed = 20_261_121;

	@Option(names = "--reports", description = "Where the page goes (bench-reports of the project).")
	private @Nullable Path reports;

	private IngressBench() {
	}

	/**
	 * Runs and ends with its exit code.
	 * @param arguments options, see {@code --help}
	 */
	public static void main(String[] arguments) {
		System.exit(run(arguments));
	}

	static int run(String... arguments) {
		CommandLine line = new CommandLine(new IngressBench());
		line.getCommandSpec()
			.addOption(CommandLine.Model.OptionSpec.builder("-h", "--help")
				.usageHelp(true)
				.description("Shows this help.")
				.build());
		return line.execute(arguments);
	}

	@Override
	public Integer call() {
		Instant at = InstantSource.system().instant();
		SplittableRandom random = new SplittableRandom(this.seed);
		try (BenchStack stack = new BenchStack(this.tenants, random)) {
			Thread stopping = new Thread(stack::close);
			Runtime.getRuntime().addShutdownHook(stopping);
			try {
				say("Starting broker, registry, ingress and reference.");
				stack.start(this.partitions);
				return measure(stack, at, random);
			}
			finally {
				Runtime.getRuntime().removeShutdownHook(stopping);
			}
		}
	}

	private int measure(BenchStack stack, Instant at, SplittableRandom random) {
		List<Subject> subjects = List.of(stack.bareReference(), stack.ingress());
		Measuring measuring = new Measuring(stack.bootstrap(), stack.broker(), random);
		Figures figures = new Figures(this.judgedAt);
		IngressReport report = new IngressReport(figures, this.connections, at);
		for (int half = 0; half < 2; half++) {
			for (Subject subject : subjects) {
				say("Warming up " + subject.name() + ".");
				measuring.closed(subject, 0, this.judgedAt, Duration.ofMillis(500L * this.warmUp));
			}
		}
		Duration length = Duration.ofSeconds(this.seconds);
		for (int round = 1; round <= this.rounds; round++) {
			for (int count : this.connections) {
				for (Subject subject : (round % 2 == 1) ? subjects : subjects.reversed()) {
					figures.add(told(measuring.closed(subject, round, count, length)));
				}
			}
		}
		double rate = Math
			.floor(0.4 * figures.median(BenchStack.INGRESS, this.judgedAt, (cell) -> cell.result().throughput()));
		subjects.forEach((subject) -> figures
			.add(told(measuring.open(subject, this.rounds + 1, this.judgedAt, Math.max(10, rate), length))));
		List<Measuring.Recorded> recorded = new ArrayList<>();
		if (FlightRecording.possible()) {
			subjects.forEach(
					(subject) -> recorded.add(measuring.recorded(subject, this.judgedAt, length, stack.directory())));
			recorded.forEach((recording) -> figures.add(recording.cell()));
		}
		long pid = stack.ingress().process().pid().orElseThrow();
		long before = Abuse.memory(pid);
		List<Abuse.Finding> findings = new Abuse(stack, stack.ingress().address()).findings();
		report.verdict();
		report.throughput();
		report.openLoop();
		profile(report, recorded);
		report.abuse(findings, before, Abuse.memory(pid));
		report.ledger();
		report.specification(specification(stack));
		return summary(figures, findings, report.write(directory()));
	}

	private static void profile(IngressReport report, List<Measuring.Recorded> recorded) {
		if (recorded.size() == 2) {
			report.profile(recorded.get(0).cell(), CpuProfile.of(recorded.get(0).recording(), Parts.ALL),
					recorded.get(1).cell(), CpuProfile.of(recorded.get(1).recording(), Parts.ALL),
					FlightRecording.SAMPLE_EVERY.toNanos() / 1e3);
		}
	}

	private Path directory() {
		return (this.reports != null) ? this.reports : Distribution.locate().home().resolve("bench-reports");
	}

	private Map<String, Object> specification(BenchStack stack) {
		Map<String, Object> all = new LinkedHashMap<>();
		all.put("seed", this.seed);
		all.put("rounds", this.rounds + ", reference and ingress in turn");
		all.put("seconds of a load", this.seconds);
		all.put("warm-up, seconds each", this.warmUp);
		all.put("connections", this.connections);
		all.put("tenants", this.tenants);
		all.put("bodies", "64 different people, " + stack.bodyLength() + " bytes on the average, signed, each with "
				+ "a number of its own");
		all.put("partitions", this.partitions + ", replication 1");
		all.put("virtual machine of both", String.join(" ", BenchStack.JVM));
		all.put("producer of both", BenchStack.PRODUCER);
		all.put("Java", Runtime.version());
		all.put("machine", Runtime.getRuntime().availableProcessors() + " cores, " + System.getProperty("os.name") + " "
				+ System.getProperty("os.arch") + ", shared by generator, broker, registry and subject");
		return all;
	}

	private int summary(Figures figures, List<Abuse.Finding> findings, Path page) {
		List<String> complaints = figures.complaints();
		say("ledger " + (complaints.isEmpty() ? "BALANCED" : "VOID"));
		complaints.forEach(IngressBench::say);
		for (String subject : List.of(BenchStack.REFERENCE, BenchStack.INGRESS)) {
			say(String.format(Locale.ROOT, "figure %s throughput-%d %.0f/s p50-1 %.3f ms cpu-%d %.1f us", subject,
					this.judgedAt, figures.median(subject, this.judgedAt, (cell) -> cell.result().throughput()),
					figures.median(subject, 1, (cell) -> cell.millis(50)), this.judgedAt,
					figures.median(subject, this.judgedAt, (cell) -> cell.cpuMicros(Cell.SUBJECT))));
		}
		List<PassMark> marks = new ArrayList<>(figures.marks());
		marks.add(PassMark.atLeast("abuse-refused", "share of abuses that are refused",
				findings.stream().filter(Abuse.Finding::refused).count() / (double) findings.size(), 1));
		marks.forEach((mark) -> say(mark.line()));
		say("report " + page);
		if (!complaints.isEmpty()) {
			return VOID;
		}
		return marks.stream().allMatch(PassMark::reached) ? 0 : MISSED;
	}

	private static Cell told(Cell cell) {
		say(String.format(Locale.ROOT, "%-9s round %d %s%3d connections %8.0f/s  p50 %.3f ms  p99 %.2f ms  cpu %.1f us",
				cell.subject(), cell.round(), (cell.perSecond() > 0) ? "open " : "", cell.connections(),
				cell.result().throughput(), cell.millis(50), cell.millis(99), cell.cpuMicros(Cell.SUBJECT)));
		return cell;
	}

	private static void say(String line) {
		System.out.println(line);
	}

}
