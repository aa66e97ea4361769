package io.claraconnect.local.launcher;

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
	private void migrate() {
		job(MIGRATION, "dossier/target/dossier-boot.jar", this.stack.environment().ofMigration());
	}

	/** Creates missing topics and registers schemas; does nothing when all is there. */
	private void deployTopics() {
		job(TOPICS, "service-kit/target/service-kit-boot.jar", this.stack.environment().ofTopics());
	}

	private void job(String name, String jar, Map<String, String> environment) {
		Settings settings = this.stack.settings();
		Path file = settings.distribution().home().resolve(jar);
		List<String> jvm = new ArrayList<>(WholeStack.jvm(128));
		jvm.add("-XX:TieredStopAtLevel=1");
		HttpPart.Program program = new HttpPart.Program(jvm, List.of("-jar", file.toString()), environment,
				settings.directory().data(name));
		new Job(name, settings.directory(), program).run();
	}

}
