package io.claraconnect.instruments.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** A page in Markdown with its charts beside it. */
public final class Report {

	private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
		.withZone(ZoneOffset.UTC);

	private final StringBuilder text = new StringBuilder();

	private final Map<String, LineChart> charts = new LinkedHashMap<>();

	private final String stem;

	/**
	 * An empty page.
	 * @param name a short name, the beginning of its files' names
	 * @param title its title
	 * @param at when the run began
	 */
	public Report(String name, String title, Instant at) {
		this.stem = name + "-" + STAMP.format(at);
		this.text.append("# ").append(title).append("\n\n").append(at).append("\n\n");
	}

	/** Begins a section. */
	public Report section(String heading) {
		this.text.append("## ").append(heading).append("\n\n");
		return this;
	}

	/** Adds a paragraph. */
	public Report say(String paragraph) {
		this.text.append(paragraph).append("\n\n");
		return this;
	}

	/** Adds a table. */
	public Report table(Table table) {
		this.text.append(table.markdown()).append('\n');
		return this;
	}

	/** Adds lines as they stand. */
	public Report lines(Iterable<String> lines) {
		this.text.append("```\n");
		lines.forEach((line) -> this.text.append(line).append('\n'));
		this.text.append("```\n\n");
		return this;
	}

	/** Adds a chart, which becomes a file of its own. */
	public Report chart(String name, String caption, LineChart chart) {
		String file = this.stem + "-" + name + ".svg";
		this.charts.put(file, chart);
		this.text.append("![").append(caption).append("](").append(file).append(")\n\n");
		return this;
	}

	/**
	 * Writes the page and its charts.
	 * @param directory where to; made when it is missing
	 * @return the file of the page
	 */
	public Path write(Path directory) {
		try {
			Files.createDirectories(directory);
			for (Map.Entry<String, LineChart> chart : this.charts.entrySet()) {
				Files.writeString(directory.resolve(chart.getKey()), chart.getValue().svg());
			}
			return Files.writeString(directory.resolve(this.stem + ".md"), this.text.toString().stripTrailing() + "\n");
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The report cannot be written to " + directory, ex);
		}
	}

}
