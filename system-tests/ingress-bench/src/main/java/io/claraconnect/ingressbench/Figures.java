package io.claraconnect.ingressbench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

import io.claraconnect.instruments.report.PassMark;

/**
 * What all rounds together say. The ratio of two subjects is the median of the ratios of
 * each round, in which both met the same machine.
 */
final class Figures {

	private static final double THROUGHPUT_MARK = 0.6;

	private static final double LATENCY_MARK = 1.5;

	private final List<Cell> cells = new ArrayList<>();

	private final int most;

	/**
	 * No figures yet.
	 * @param most the number of connections at which throughput is judged
	 */
	Figures(int most) {
		this.most = most;
	}

	void add(Cell cell) {
		this.cells.add(cell);
	}

	List<Cell> cells() {
		return List.copyOf(this.cells);
	}

	int most() {
		return this.most;
	}

	double median(String subject, int connections, ToDoubleFunction<Cell> figure) {
		return median(values(subject, connections, figure));
	}

	/** The smallest and the largest value. */
	String spread(String subject, int connections, ToDoubleFunction<Cell> figure, String form) {
		double[] values = values(subject, connections, figure);
		return String.format(Locale.ROOT, form + " to " + form, DoubleStream.of(values).min().orElse(Double.NaN),
				DoubleStream.of(values).max().orElse(Double.NaN));
	}

	/** The median of one subject's figure over the other's in the same round. */
	double ratio(int connections, ToDoubleFunction<Cell> figure) {
		double[] ingress = values(BenchStack.INGRESS, connections, figure);
		double[] reference = values(BenchStack.REFERENCE, connections, figure);
		double[] ratios = new double[Math.min(ingress.length, reference.length)];
		Arrays.setAll(ratios, (i) -> ingress[i] / reference[i]);
		return median(ratios);
	}

	List<PassMark> marks() {
		return List.of(
				PassMark.atLeast("throughput-" + this.most,
						"throughput of the ingress at " + this.most + " connections over that of the reference",
						ratio(this.most, (cell) -> cell.result().throughput()), THROUGHPUT_MARK),
				PassMark.atMost("p50-1", "median latency of the ingress at one connection over that of the reference",
						ratio(1, (cell) -> cell.millis(50)), LATENCY_MARK));
	}

	/** Why the run is void; empty when every ledger balances. */
	List<String> complaints() {
		return this.cells.stream()
			.flatMap((cell) -> cell.balance()
				.complaints()
				.stream()
				.map((complaint) -> cell.subject() + ", " + cell.connections() + " connections, round " + cell.round()
						+ ": " + complaint))
			.toList();
	}

	private double[] values(String subject, int connections, ToDoubleFunction<Cell> figure) {
		return this.cells.stream()
			.filter((cell) -> cell.closedWith(subject, connections))
			.mapToDouble(figure)
			.toArray();
	}

	static double median(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		int half = sorted.length / 2;
		if (sorted.length == 0) {
			return Double.NaN;
		}
		return (sorted.length % 2 == 1) ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
	}

}
