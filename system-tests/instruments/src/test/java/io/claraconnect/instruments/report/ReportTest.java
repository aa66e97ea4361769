package io.claraconnect.instruments.report;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ReportTest {

	@TempDir
	private Path directory;

	@Test
	@DisplayName("A page and its charts are written under the name and the time of the run")
	void page() throws IOException {
		Path page = new Report("coffee", "Cups", Instant.parse("2026-11-21T10:15:30Z")).section("First")
			.say("Said.")
			.table(Table.of("a", "b").row(1, "x|y"))
			.chart("cups", "Cups of the day", new LineChart("Cups", "hours", List.of("8", "9")))
			.write(this.directory.resolve("new"));

		assertThat(page.getFileName()).hasToString("coffee-20261121-101530.md");
		assertThat(Files.readString(page)).contains("# Cups", "## First", "Said.", "| a | b |", "| 1 | x\\|y |",
				"![Cups of the day](coffee-20261121-101530-cups.svg)");
		assertThat(page.resolveSibling("coffee-20261121-101530-cups.svg")).isNotEmptyFile();
	}

	@Test
	@DisplayName("A chart is well-formed, draws each line, and escapes names")
	void chart() throws Exception {
		String svg = new LineChart("a < b", "steps", List.of("1", "8", "128"))
			.line("one & only", List.of(1.0, 2.0, 3.0))
			.line("other", List.of(0.0, 0.5, 27_500.0))
			.svg();

		Document picture = DocumentBuilderFactory.newInstance()
			.newDocumentBuilder()
			.parse(new InputSource(new StringReader(svg)));
		assertThat(picture.getElementsByTagName("polyline").getLength()).isEqualTo(2);
		assertThat(picture.getElementsByTagName("circle").getLength()).isEqualTo(6);
		assertThat(svg).doesNotContain("NaN", "Infinity").contains("one &amp; only");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new LineChart("", "", List.of("1")).line("x", List.of(1.0, 2.0)));
	}

	@Test
	@DisplayName("A mark is reached on its side alone, and by a number alone")
	void marks() {
		assertThat(PassMark.atLeast("t", "", 0.6, 0.6).reached()).isTrue();
		assertThat(PassMark.atLeast("t", "", 0.599, 0.6).reached()).isFalse();
		assertThat(PassMark.atLeast("t", "", Double.NaN, 0.6).reached()).isFalse();
		assertThat(PassMark.atMost("p", "", 1.5, 1.5).reached()).isTrue();
		assertThat(PassMark.atMost("p", "", 1.501, 1.5).line()).isEqualTo("FAIL p 1.501 <= 1.500");
		assertThat(PassMark.atMost("p", "", Double.NaN, 1.5).reached()).isFalse();
	}

}
