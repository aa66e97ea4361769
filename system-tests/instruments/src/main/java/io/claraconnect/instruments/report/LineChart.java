package io.claraconnect.instruments.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Lines over named steps, as an SVG that needs nothing else. Steps are as far from each
 * other whatever their names say.
 */
public final class LineChart {

	private static final int WIDTH = 720;

	private static final int HEIGHT = 380;

	private static final int LEFT = 80;

	private static final int TOP = 56;

	private static final int RIGHT = 24;

	private static final int BOTTOM = 56;

	private static final int GRID_LINES = 5;

	private static final List<String> COLOURS = List.of("#0b6e99", "#d9730d", "#448361", "#9065b0");

	private final String title;

	private final String across;

	private final List<String> steps;

	private final Map<String, List<Double>> lines = new LinkedHashMap<>();

	/**
	 * A chart without lines.
	 * @param title what it shows, with the unit of the values
	 * @param across what the steps are
	 * @param steps names of the steps
	 */
	public LineChart(String title, String across, List<String> steps) {
		this.title = title;
		this.across = across;
		this.steps = List.copyOf(steps);
	}

	/** Adds a line, with a value for each step. */
	public LineChart line(String name, List<Double> values) {
		if (values.size() != this.steps.size()) {
			throw new IllegalArgumentException(values.size() + " values for " + this.steps.size() + " steps");
		}
		this.lines.put(name, List.copyOf(values));
		return this;
	}

	/** The picture. */
	public String svg() {
		double top = niceTop(this.lines.values().stream().flatMap(List::stream).mapToDouble(v -> v).max().orElse(1));
		StringBuilder svg = new StringBuilder();
		svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
			.append(WIDTH + " " + HEIGHT)
			.append("\" font-family=\"sans-serif\" font-size=\"13\">\n");
		svg.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
		text(svg, LEFT, 24, "start", "15", this.title);
		grid(svg, top);
		for (int i = 0; i < this.steps.size(); i++) {
			text(svg, x(i), HEIGHT - BOTTOM + 20, "middle", "13", this.steps.get(i));
		}
		text(svg, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 14, "middle", "13", this.across);
		int number = 0;
		for (Map.Entry<String, List<Double>> line : this.lines.entrySet()) {
			draw(svg, line.getKey(), line.getValue(), top, number++);
		}
		return svg.append("</svg>\n").toString();
	}

	private void grid(StringBuilder svg, double top) {
		for (int i = 0; i <= GRID_LINES; i++) {
			double value = top * i / GRID_LINES;
			svg.append(format("<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>%n", LEFT,
					WIDTH - RIGHT, y(value, top), y(value, top)));
			text(svg, LEFT - 8, y(value, top) + 4, "end", "12",
					(top < 10) ? format("%.2f", value) : format("%,.0f", value));
		}
	}

	private void draw(StringBuilder svg, String name, List<Double> values, double top, int number) {
		String colour = COLOURS.get(number % COLOURS.size());
		StringBuilder points = new StringBuilder();
		for (int i = 0; i < values.size(); i++) {
			points.append(format("%.1f,%.1f ", x(i), y(values.get(i), top)));
			svg.append(format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>%n", x(i), y(values.get(i), top),
					colour));
		}
		svg.append(format("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
				points.toString().strip(), colour));
		double at = LEFT + 160.0 * number;
		svg.append(format("<rect x=\"%.0f\" y=\"34\" width=\"12\" height=\"12\" fill=\"%s\"/>%n", at, colour));
		text(svg, at + 18, 45, "start", "13", name);
	}

	private double x(int step) {
		int span = Math.max(1, this.steps.size() - 1);
		double inner = WIDTH - LEFT - RIGHT - 40.0;
		return LEFT + 20 + inner * step / span;
	}

	private static double y(double value, double top) {
		return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top;
	}

	private static double niceTop(double highest) {
		double power = Math.pow(10, Math.floor(Math.log10(Math.max(highest, 1e-9))));
		for (double step : new double[] { 1, 2, 2.5, 5 }) {
			if (highest <= step * power) {
				return step * power;
			}
		}
		return 10 * power;
	}

	private static void text(StringBuilder svg, double x, double y, String anchor, String size, String text) {
		svg.append(format("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%s\">%s</text>%n", x, y, anchor,
				size, text.replace("&", "&amp;").replace("<", "&lt;")));
	}

	private static String format(String form, Object... values) {
		return String.format(Locale.ROOT, form, values);
	}

}
