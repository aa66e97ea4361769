package io.claraconnect.kit.logs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.event.KeyValuePair;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class LogsTest {

	@AfterEach
	void reset() {
		Hooks.resetOnErrorDropped();
	}

	@Test
	@DisplayName("A value with line breaks forges no second record")
	void oneLine() throws IOException {
		LoggerContext context = new LoggerContext();
		PatternLayoutEncoder encoder = new PatternLayoutEncoder();
		encoder.setContext(context);
		encoder.setPattern(String.valueOf(settings().getProperty("logging.pattern.console")).replace("%wEx", ""));
		encoder.start();
		LoggingEvent event = new LoggingEvent("x", context.getLogger("some.Logger"), Level.INFO,
				"said \r\n2026-11-21 INFO forged", null, null);
		event.addKeyValuePair(new KeyValuePair("value", "a\nforged\u2028forged\u001b[31m path"));
		String line = new String(encoder.encode(event), StandardCharsets.UTF_8);
		assertThat(line.strip()).doesNotContain("\n", "\r", "\u2028", "\u001b")
			.contains("said ??2026", "value=\"a?forged?forged?[31m path\"");
	}

	@Test
	@DisplayName("Setting the root to DEBUG does not open the loggers that tell of addresses, headers, bodies and statements")
	void pinned() throws IOException {
		PropertySource<?> settings = settings();
		for (Map.Entry<String, String> pinned : Map
			.of("org.springframework", "info", "reactor.netty", "info", "io.netty", "info", "io.r2dbc", "info",
					"org.apache.kafka", "warn")
			.entrySet()) {
			assertThat(settings.getProperty("logging.level." + pinned.getKey())).isEqualTo(pinned.getValue());
		}
	}

	@Test
	@DisplayName("An error that comes too late is told by its type, without its text")
	void dropped(CapturedOutput output) {
		new DroppedErrors();
		Operators.onErrorDropped(new IllegalStateException("canary in the text"), Context.empty());
		assertThat(output).contains("java.lang.IllegalStateException").doesNotContain("canary");
	}

	private static PropertySource<?> settings() throws IOException {
		return new YamlPropertySourceLoader().load("clara", new ClassPathResource("clara-service.yaml")).getFirst();
	}

}
