package io.claraconnect.systemtests;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page that grows. */
final class MarkdownText {

	/** Writes every generated page anew. */
	static final String COMMAND = "./mvnw -q test -Dtest='*PageTest' -Dsurefire.failIfNoSpecifiedTests=false"
			+ " -Dclara.page.write=true";

	private final StringBuilder text = new StringBuilder();

	void text(String text) {
		this.text.append(text);
	}

	void row(String first, Object... cells) {
		this.text.append(Stream.concat(Stream.of(first), Stream.of(cells))
			.map((cell) -> cell.toString().replace("|", "\\|"))
			.collect(Collectors.joining(" | ", "| ", " |\n")));
	}

	void rule(int columns) {
		this.text.append("|").append("---|".repeat(columns)).append('\n');
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}
