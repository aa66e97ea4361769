package io.claraconnect.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigurationPageTest {

	/** By which the launcher knows its own processes; nobody sets it. */
	private static final String MARK = "CLARA_STACK";

	@Test
	@DisplayName("docs/configuration.md says what code and application.yaml say")
	void pageIsFresh() throws IOException {
		if (Boolean.getBoolean("clara.page.write")) {
			Files.writeString(ConfigurationPage.FILE, ConfigurationPage.text());
		}

		assertThat(ConfigurationPage.FILE).as("write it anew: " + MarkdownText.COMMAND)
			.hasContent(ConfigurationPage.text());
	}

	@Test
	@DisplayName("Every variable that a program reads stands in docs/configuration.md")
	void everyVariable() {
		Pattern name = Pattern.compile("\\bCLARA_[A-Z_]+[A-Z]\\b");
		Set<String> read = Stream
			.concat(Repository.mainSources().stream(), Stream.of(Repository.root().resolve("clara")))
			.map(Repository::text)
			.flatMap((source) -> name.matcher(source).results().map((found) -> found.group()))
			.filter((variable) -> !variable.equals(MARK))
			.collect(Collectors.toCollection(TreeSet::new));

		assertThat(read).isNotEmpty()
			.allSatisfy((variable) -> assertThat(Repository.text(ConfigurationPage.FILE)).contains(variable));
	}

	@Test
	@DisplayName("Every setting has a sentence that says what it means")
	void everyMeaning() {
		for (Path module : ConfigurationPage.modules()) {
			assertThat(ConfigurationPage.metadata(module)).as(module.toString())
				.isNotEmpty()
				.allSatisfy((setting) -> assertThat(setting.meaning()).as(setting.name()).isNotBlank());
		}
	}

}
