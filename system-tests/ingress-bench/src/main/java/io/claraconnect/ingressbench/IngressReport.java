package io.claraconnect.ingressbench;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import io.claraconnect.instruments.load.CpuProfile;
import io.claraconnect.instruments.report.LineChart;
import io.claraconnect.instruments.report.PassMark;
import io.claraconnect.instruments.report.Report;
import io.claraconnect.instruments.report.Table;

/** The page that a run leaves. */
final class IngressReport {

	private static final List<String> SUBJECTS = List.of(BenchStack.REFERENCE, BenchStack.INGRESS);

	/** Cores that others may keep busy before figures stop meaning much. */
	private static final double QUIET = 0.3;

	private final Figures figures;

	private final List<Integer> connections;

	private final Report report;

	IngressReport(Figures figures, List<Integer> connections, Instant at) {
		this.figures = figures;
		this.connections = connections;
		this.report = new Report("ingress", "The front door beside a bare reference", at);
	}

	void verdict() {
		List<String> complaints = this.figures.complaints();
		this.report.section("Verdict");
		if (!complaints.isEmpty()) {
			this.report.say("**VOID: the ledger does not balance. Nothing of this page may be quoted.**");
			this.report.lines(complaints);
		}
		Table marks = Table.of("", "what", "measured", "mark");
		for (PassMark mark : this.figures.marks()) {
			marks.row(mark.reached() ? "reached" : "**missed**", mark.meaning(), form("%.2f", mark.measured()),
					form("%.2f", mark.mark()));
		}
		this.report.table(marks)
			.say("Each is the median over the rounds of the ratio within a round. Closed loop: each connection sends "
					+ "its next delivery when the one before is answered.");
		double others = median(BenchStack.INGRESS, this.figures.most(), (cell) -> cell.cpu().others());
		if (others > QUIET) {
			this.report.say(form("**Other processes kept %.1f cores busy meanwhile:** ratios say something, "
					+ "figures of this page say little.", others));
		}
	}

	void throughput() {
		this.report.section("Closed loop");
		Table table = Table.of("connections", "subject", "requests/s (median)", "least to most", "p50 ms", "p99 ms",
				"CPU µs/request", "broker µs", "generator µs", "other processes' cores");
		List<String> steps = this.connections.stream().map(String::valueOf).toList();
		LineChart throughput = new LineChart("Requests per second, median of the rounds", "connections", steps);
		LineChart latency = new LineChart("99th percentile in milliseconds, median of the rounds", "connections",
				steps);
		for (String subject : SUBJECTS) {
			throughput.line(subject, values(subject, (cell) -> cell.result().throughput()));
			latency.line(subject, values(subject, (cell) -> cell.millis(99)));
			for (int count : this.connections) {
				table.row(count, subject, form("%,.0f", median(subject, count, (cell) -> cell.result().throughput())),
						this.figures.spread(subject, count, (cell) -> cell.result().throughput(), "%,.0f"),
						form("%.3f", median(subject, count, (cell) -> cell.millis(50))),
						form("%.2f", median(subject, count, (cell) -> cell.millis(99))),
						form("%.1f", median(subject, count, (cell) -> cell.cpuMicros(Cell.SUBJECT))),
						form("%.1f", median(subject, count, (cell) -> cell.cpuMicros(Cell.BROKER))),
						form("%.1f", median(subject, count, (cell) -> cell.cpuMicros(Cell.GENERATOR))),
						form("%.2f", median(subject, count, (cell) -> cell.cpu().others())));
			}
		}
		this.report.table(table)
			.chart("throughput", "Requests per second over connections", throughput)
			.chart("latency", "Latency over connections", latency);
	}

	void openLoop() {
		this.report.section("Open loop")
			.say("Deliveries come at their own times, with exponential gaps; latency counts from when a delivery was "
					+ "scheduled. A late generator shows as lag. Kafka is watched by the same process, whose consumer "
					+ "costs CPU that the closed loop does not have to spare.");
		Table table = Table.of("subject", "rate/s", "answered p50 ms", "p99 ms", "p99.9 ms", "on Kafka p50 ms",
				"p99 ms", "lag p99 ms");
		this.figures.cells()
			.stream()
			.filter((cell) -> cell.perSecond() > 0)
			.forEach((cell) -> table.row(cell.subject(), form("%,.0f", cell.perSecond()), form("%.3f", cell.millis(50)),
					form("%.2f", cell.millis(99)), form("%.2f", cell.millis(99.9)),
					form("%.3f", cell.untilSeen().getValueAtPercentile(50) / 1e6),
					form("%.2f", cell.untilSeen().getValueAtPercentile(99) / 1e6),
					form("%.3f", cell.result().lag().getValueAtPercentile(99) / 1e6)));
		this.report.table(table);
	}

	void profile(Cell reference, CpuProfile ofReference, Cell ingress, CpuProfile ofIngress, double sampleMicros) {
		this.report.section("What is left of the gap")
			.say("CPU time of Java threads by part, native code included, in microseconds of each request at "
					+ ingress.connections() + " connections, from a recording in a round of its own. The last line is "
					+ "what the process used beyond that: garbage collection and compilation.");
		Table table = Table.of("part", "reference µs", "ingress µs", "more");
		double restOfReference = reference.cpuMicros(Cell.SUBJECT);
		double restOfIngress = ingress.cpuMicros(Cell.SUBJECT);
		for (String part : ofIngress.byPart().keySet()) {
			double there = micros(ofReference, part, reference, sampleMicros);
			double here = micros(ofIngress, part, ingress, sampleMicros);
			restOfReference -= there;
			restOfIngress -= here;
			table.row(part, form("%.1f", there), form("%.1f", here), form("%+.1f", here - there));
		}
		table.row("the virtual machine itself", form("%.1f", restOfReference), form("%.1f", restOfIngress),
				form("%+.1f", restOfIngress - restOfReference));
		table.row("**all**", form("%.1f", reference.cpuMicros(Cell.SUBJECT)),
				form("%.1f", ingress.cpuMicros(Cell.SUBJECT)),
				form("%+.1f", ingress.cpuMicros(Cell.SUBJECT) - reference.cpuMicros(Cell.SUBJECT)));
		this.report.table(table);
	}

	private static double micros(CpuProfile profile, String part, Cell cell, double sampleMicros) {
		return profile.byPart().getOrDefault(part, 0L) * sampleMicros / Math.max(1, cell.balance().sent());
	}

	void abuse(List<Abuse.Finding> findings, long memoryBefore, long memoryAfter) {
		this.report.section("Abuse");
		Table table = Table.of("delivery, rightly signed", "answer", "ms");
		findings.forEach((finding) -> table.row(finding.what(),
				(finding.status() == 0) ? "closed" : finding.status() + (finding.refused() ? "" : " **not refused**"),
				form("%.1f", finding.millis())));
		this.report.table(table)
			.say("The fastest of five tries, sending included. Memory of the process: " + memoryBefore + " MiB before, "
					+ memoryAfter + " MiB after.");
	}

	void ledger() {
		this.report.section("Ledger");
		List<String> lines = new ArrayList<>();
		this.figures.cells()
			.forEach((cell) -> lines.add(form("%-9s round %d, %3d connections: %s", cell.subject(), cell.round(),
					cell.connections(), cell.balance().line())));
		this.report.lines(lines);
	}

	void specification(Map<String, Object> specification) {
		this.report.section("Run");
		Table table = Table.of("setting", "value");
		specification.forEach(table::row);
		this.report.table(table);
	}

	Path write(Path directory) {
		return this.report.write(directory);
	}

	private double median(String subject, int count, ToDoubleFunction<Cell> figure) {
		return this.figures.median(subject, count, figure);
	}

	private List<Double> values(String subject, ToDoubleFunction<Cell> figure) {
		return this.connections.stream().map((count) -> median(subject, count, figure)).toList();
	}

	private static String form(String form, Object... values) {
		return String.format(Locale.ROOT, form, values);
	}

}
