package io.claraconnect.systemtests;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.claraconnect.ats.api.Capability;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.Connector;
import io.claraconnect.ats.api.ConnectorContext;
import io.claraconnect.ats.api.ConnectorDescriptor;
import io.claraconnect.ats.api.Connectors;
import io.claraconnect.ats.api.RateBudget;
import io.claraconnect.ats.api.RateObservation;
import io.claraconnect.ats.api.RateRule;
import io.claraconnect.ats.api.WebhookSlot.SecretMaker;
import io.claraconnect.ats.api.WriteBehaviour;
import reactor.core.publisher.Mono;

/** The text of {@code docs/capabilities.md}: what each connector says of itself. */
final class CapabilityPage {

	static final Path FILE = Repository.root().resolve("docs/capabilities.md");

	private final MarkdownText page = new MarkdownText();

	private CapabilityPage() {
	}

	static String text() {
		return new CapabilityPage().write();
	}

	private String write() {
		this.page
			.text("""
					# Capabilities

					What each ATS needs, offers and promises. Generated from the connectors' descriptors; a test fails when this page is
					stale. To write it anew: `%s`.

					"""
				.formatted(MarkdownText.COMMAND));
		var descriptors = Connectors.load(new ConnectorContext(Clock.systemUTC(), new Unasked(), Set.of(), Map.of()))
			.all()
			.stream()
			.map(Connector::descriptor)
			.sorted(Comparator.comparing(ConnectorDescriptor::displayName))
			.toList();
		this.page.row("capability", descriptors.stream().map(ConnectorDescriptor::displayName).toArray());
		this.page.rule(descriptors.size() + 1);
		for (Capability capability : Capability.values()) {
			this.page.row(code(words(capability)),
					descriptors.stream().map((one) -> yes(one.capabilities().contains(capability))).toArray());
		}
		descriptors.forEach(this::section);
		return this.page.toString();
	}

	private void section(ConnectorDescriptor ats) {
		this.page.text("\n## " + ats.displayName() + "\n\nId `" + ats.id() + "`. ");
		writes(ats.writes());
		this.page.text("\n### What an admin enters\n\n");
		this.page.row("name", "label", "kind", "required", "help");
		this.page.rule(5);
		ats.fields()
			.forEach((field) -> this.page.row(code(field.name()), field.label(),
					field.secret() ? "credential, sealed" : "setting", yes(field.required()), field.help()));
		this.page.text("\n### Permissions\n\n");
		this.page.row("permission", "on the vendor's screen", "reason", "required");
		this.page.rule(4);
		ats.permissions()
			.forEach((need) -> this.page.row(code(need.id()), need.label(), need.reason(), yes(need.required())));
		this.page.text("\n### Webhooks\n\n");
		this.page.row("slot", "vendor's event", "required", "who makes the secret");
		this.page.rule(4);
		ats.webhooks()
			.forEach((slot) -> this.page.row(code(slot.name()), slot.vendorEvent(), yes(slot.required()),
					(slot.secretMadeBy() == SecretMaker.PLATFORM) ? "CLARA" : ats.displayName()));
		this.page.text("\n### Limits\n\n");
		this.page.row("what is counted", "requests", "in");
		this.page.rule(3);
		ats.rates()
			.forEach((rule) -> this.page.row(code(rule.scope()), String.valueOf(rule.requests()),
					seconds(rule.window())));
	}

	private void writes(WriteBehaviour writes) {
		this.page.text(
				"A note hangs on the %s, a tag on the %s. The outcome of a write counts as unknown after %s; what was written shows in reads after %s at the latest.\n"
					.formatted(target(writes.noteTarget()), target(writes.tagTarget()), seconds(writes.callTimeout()),
							seconds(writes.visibilityDelay())));
	}

	private static String target(WriteBehaviour.Target target) {
		return (target == WriteBehaviour.Target.CANDIDATE) ? "person" : "application";
	}

	private static String words(Capability capability) {
		return capability.name().toLowerCase(Locale.ROOT);
	}

	private static String yes(boolean is) {
		return is ? "yes" : "no";
	}

	private static String code(String text) {
		return "`" + text + "`";
	}

	private static String seconds(Duration duration) {
		return duration.toSeconds() + " s";
	}

	/** Descriptors are read without a call. */
	private static final class Unasked implements RateBudget {

		@Override
		public Mono<Void> acquire(Connection connection, RateRule rule) {
			return Mono.empty();
		}

		@Override
		public Mono<Void> observed(Connection connection, RateRule rule, RateObservation observation) {
			return Mono.empty();
		}

	}

}
