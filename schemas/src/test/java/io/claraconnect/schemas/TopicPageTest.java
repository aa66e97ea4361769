package io.claraconnect.schemas;

import java.io.IOException;
import java.nio.file.Files;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TopicPageTest {

	@Test
	@DisplayName("docs/topics.md says what catalogue and schemas say")
	void pageIsFresh() throws IOException {
		if (Boolean.getBoolean("clara.page.write")) {
			TopicPage.main();
		}

		assertThat(Files.readString(TopicPage.FILE))
			.as("write it anew: ./mvnw -q -pl schemas test -Dtest=TopicPageTest -Dclara.page.write=true")
			.isEqualTo(TopicPage.text());
	}

}
