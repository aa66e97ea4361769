package io.claraconnect.systemtests;

import java.io.IOException;
import java.nio.file.Files;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CapabilityPageTest {

	@Test
	@DisplayName("docs/capabilities.md says what the connectors' descriptors say")
	void pageIsFresh() throws IOException {
		if (Boolean.getBoolean("clara.page.write")) {
			Files.writeString(CapabilityPage.FILE, CapabilityPage.text());
		}

		assertThat(CapabilityPage.FILE).as("write it anew: " + MarkdownText.COMMAND).hasContent(CapabilityPage.text());
	}

}
