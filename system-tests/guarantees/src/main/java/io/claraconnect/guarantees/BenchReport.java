package io.claraconnect.guarantees;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Tells of a run as Markdown: what was asked, and what came of each scenario. */
final class BenchReport {

	private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private final BenchArguments asked;

	private final List<Trial> trials;

	private final Instant begin = Instant.now();

	/** A report of these trials and of those that are added later. */
	BenchReport(BenchArguments asked, List<Trial> trials) {
		this.asked = asked;
		this.trials = trials;
	}

	/** Writes what is known so far, always into the same file. */
	Path write(Path directory) throws IOException {
		Path file = Files.createDirectories(directory)
			.resolve((this.asked.mutants() ? "mutants-" : "guarantees-") + STAMP.format(this.begin) + ".md");
		return Files.writeString(file, text());
	}

	private String text() {
		StringBuilder text = new StringBuilder(
				this.asked.mutants() ? "# Mechanisms taken out\n\n" : "# Guarantees\n\n");
		text.append("Seed %d, about %d deliveries per scenario, %s, %d processors, Java %s, %s.%n%n".formatted(
				this.asked.size().seed(), this.asked.mutants() ? RunSize.quick(0).events() : this.asked.size().events(),
				System.getProperty("os.name"), Runtime.getRuntime().availableProcessors(),
				System.getProperty("java.version"), this.begin));
		text.append(this.asked.mutants() ? "| scenario | without | fails |\n|---|---|---|\n"
				: "| scenario | promise | result | took |\n|---|---|---|---|\n");
		this.trials.forEach((trial) -> text.append(row(trial)));
		if (!this.asked.mutants()) {
			this.trials.forEach((trial) -> text.append(details(trial)));
		}
		return text.toString();
	}

	private static String row(Trial trial) {
		Scenario scenario = trial.scenario();
		Mutant mutant = trial.mutant();
		if (mutant != null) {
			String seen = trial.failure().lines().limit(2).reduce("", (a, b) -> a + " " + b.strip());
			return "| %s %s | %s | %s |%n".formatted(scenario.id(), scenario.name(), mutant.without(),
					trial.failure().isEmpty() ? "**NO: it still holds**" : "yes:" + cell(seen));
		}
		return "| %s %s | %s | %s | %d s |%n".formatted(scenario.id(), scenario.name(), scenario.promise(),
				trial.failure().isEmpty() ? "holds" : "**FAILS**", trial.took().toSeconds());
	}

	private static String cell(String text) {
		String flat = text.replace("|", "/");
		return (flat.length() > 300) ? flat.substring(0, 300) + "…" : flat;
	}

	private static String details(Trial trial) {
		StringBuilder text = new StringBuilder(
				"%n## %s %s%n%n".formatted(trial.scenario().id(), trial.scenario().name()));
		Outcome outcome = trial.outcome();
		if (outcome == null) {
			return text.append("```\n").append(trial.failure()).append("\n```\n").toString();
		}
		outcome.figures().forEach((name, value) -> text.append("- %s: %s%n".formatted(name, value)));
		return text.toString();
	}

}
