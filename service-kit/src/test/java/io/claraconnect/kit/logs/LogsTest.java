package io.claraconnect.kit.logs;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
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
import static org.assertj.core.api.Assertions.catchThrowable;

@ExtendWith(OutputCaptureExtension.class)
class LogsTest {

	@AfterEach
	void reset() {
		Hooks.resetOnErrorDropped();
		Hooks.resetOnNextDropped();
		Thread.setDefaultUncaughtExceptionHandler(null);
	}

	@Test
	@DisplayName("A value with line breaks forges no second record")
	void oneLine() throws IOException {
		LoggerContext context = new LoggerContext();
		PatternLayoutEncoder encoder = new PatternLayoutEncoder();
		encoder.setContext(context);
		encoder.setPattern(String.valueOf(settings().getProperty("logging.pattern.console")).replace("%trace", ""));
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
					"org.apache.kafka", "warn", "reactor.netty.http.server", "error")
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

	@Test
	@DisplayName("At DEBUG a value that comes too late is told by its type, without its text")
	void droppedValue() {
		new DroppedErrors();
		List<String> lines = at(Level.DEBUG, DroppedErrors.class,
				() -> Operators.onNextDropped(new StringBuilder("canary in the value"), Context.empty()));
		assertThat(lines).containsExactly("A value came after its stream had ended java.lang.StringBuilder");
		assertThat(at(Level.DEBUG, Operators.class,
				() -> Operators.onNextDropped(new StringBuilder("canary in the value"), Context.empty())))
			.isEmpty();
	}

	@Test
	@DisplayName("An error that ends a thread is told by its type, without its text")
	void thread(CapturedOutput output) throws InterruptedException {
		new DroppedErrors();
		Thread thread = Thread.ofPlatform().start(() -> {
			throw new IllegalStateException("canary in the text");
		});
		thread.join();
		assertThat(output).contains("A thread was ended by an error").doesNotContain("canary");
	}

	@Test
	@DisplayName("Errors in a log have types and places and our own words, and no words of others")
	void wordless(CapturedOutput output) throws Exception {
		Throwable foreign = catchThrowable(() -> URI.create("http://host/?token=canary one"));
		foreign.addSuppressed(catchThrowable(() -> Integer.parseInt("canary two")));
		Throwable own = new IllegalStateException("Set CLARA_X\nforged", foreign);
		Logger logger = configured().getLogger("some.Library");
		logger.error("it failed", own);
		logger.error("it failed", new IOException("line one\nline two", foreign));
		assertThat(output).contains("java.lang.IllegalStateException: Set CLARA_X?forged", "Caused by: ",
				"IllegalArgumentException" + System.lineSeparator(), "\tSuppressed: java.lang.NumberFormatException",
				"\tat java.base/java.net.URI.create", "java.io.IOException: line one?line two")
			.doesNotContain("canary", "\nforged", "\nline two");
		configured().getLogger("org.springframework.boot.SpringApplication").error("no start", foreign);
		assertThat(output).contains("token=canary one");
	}

	/** The configuration as it ships. */
	private static LoggerContext configured() throws IOException, JoranException {
		LoggerContext context = new LoggerContext();
		context.setMDCAdapter(new LogbackMDCAdapter());
		context.putProperty("CONSOLE_LOG_PATTERN", String.valueOf(settings().getProperty("logging.pattern.console")));
		JoranConfigurator configurator = new JoranConfigurator();
		configurator.setContext(context);
		configurator.doConfigure(LogsTest.class.getResource("/logback-spring.xml"));
		return context;
	}

	private static List<String> at(Level level, Class<?> source, Runnable action) {
		Logger logger = (Logger) LoggerFactory.getLogger(source);
		Level before = logger.getLevel();
		ListAppender<ILoggingEvent> lines = new ListAppender<>();
		lines.start();
		logger.setLevel(level);
		logger.addAppender(lines);
		try {
			action.run();
		}
		finally {
			logger.detachAppender(lines);
			logger.setLevel(before);
		}
		return lines.list.stream().map((event) -> event.getFormattedMessage() + values(event)).toList();
	}

	private static String values(ILoggingEvent event) {
		return event.getKeyValuePairs().stream().map((pair) -> " " + pair.value).collect(Collectors.joining());
	}

	private static PropertySource<?> settings() throws IOException {
		return new YamlPropertySourceLoader().load("clara", new ClassPathResource("clara-service.yaml")).getFirst();
	}

}
