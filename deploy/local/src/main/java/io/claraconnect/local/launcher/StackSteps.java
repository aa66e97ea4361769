package io.claraconnect.local.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.claraconnect.local.HttpPart;
import io.claraconnect.local.Job;

/**
 * What {@code ./clara up} does, and what waits for what. Everything else runs at the same
 * time.
 */
final class StackSteps {

	static final String MIGRATION = "migration";

	static final String TOPICS = "topics";

	private final WholeStack stack;

	StackSteps(WholeStack stack) {
		this.stack = stack;
	}

	/** Only what others wrote: for services that run from an editor. */
	List<Step> infrastructure() {
		List<Member> members = this.stack.infrastructureMembers();
		return List.of(new Step(members.get(0)), new Step(members.get(1)), new Step(members.get(2), "postgres"));
	}

	List<Step> all() {
		List<Step> steps = new ArrayList<>(infrastructure());
		steps.add(new Step(this.stack.sandbox()));
		steps.add(new Step(MIGRATION, Set.of("postgres"), this::migrate));
		steps.add(new Step(TOPICS, Set.of("kafka", "registry"), this::deployTopics));
		for (Member service : this.stack.services()) {
			steps.add(new Step(service, MIGRATION, TOPICS));
		}
		return steps;
	}

	/** Creates what is missing in the databases; does nothing when all is there. */
	void migrate() {
		job(MIGRATION, "io.claraconnect.dossier.migrate.MigrationJob", this.stack.environment().ofMigration());
	}

	/** Creates missing topics and registers schemas; does nothing when all is there. */
	void deployTopics() {
		job(TOPICS, "io.claraconnect.kit.kafka.DeployTopics", this.stack.environment().ofTopics());
	}

	/** Both jobs of a rollout are in one jar, whose loader is told which to run. */
	private void job(String name, String mainClass, Map<String, String> environment) {
		Settings settings = this.stack.settings();
		Path jar = settings.distribution().home().resolve("dossier/target/dossier-boot.jar");
		List<String> jvm = new ArrayList<>(WholeStack.jvm(128));
		jvm.add("-XX:TieredStopAtLevel=1");
		jvm.add("-Dlogback.configurationFile=" + quietLogging(settings.directory().data(name)));
		HttpPart.Program program = new HttpPart.Program(jvm,
				List.of("-cp", jar.toString(), "-Dloader.main=" + mainClass,
						"org.springframework.boot.loader.launch.PropertiesLauncher"),
				environment, settings.directory().data(name));
		new Job(name, settings.directory(), program).run();
	}

	/** Libraries' chatter would push a job's own sentence out of the end of its log. */
	private static Path quietLogging(Path directory) {
		try {
			return Files.writeString(directory.resolve("logback.xml"), """
					<configuration>
					  <appender name="console" class="ch.qos.logback.core.ConsoleAppender">
					    <encoder><pattern>%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %level %logger{0} %msg%n</pattern></encoder>
					  </appender>
					  <root level="warn"><appender-ref ref="console"/></root>
					</configuration>
					""");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(directory + " cannot be written", ex);
		}
	}

}
