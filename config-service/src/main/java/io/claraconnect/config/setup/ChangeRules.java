package io.claraconnect.config.setup;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.claraconnect.config.integrations.Integrations;
import io.claraconnect.config.integrations.Mapping;
import io.claraconnect.config.integrations.Mapping.StageLink;
import io.claraconnect.config.integrations.StoredIntegration;
import io.claraconnect.config.integrations.StoredIntegration.Rules;
import io.claraconnect.config.problem.Refusal;
import io.claraconnect.config.setup.SetUpJson.LinkJson;
import io.claraconnect.config.setup.SetUpJson.PatchJson;
import io.claraconnect.config.status.Redecide;
import io.claraconnect.config.status.Status;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/**
 * Changes what an admin set; where that changes statuses, has every application decided
 * again.
 */
@Component
final class ChangeRules {

	private final Integrations integrations;

	private final Redecide redecide;

	ChangeRules(Integrations integrations, Redecide redecide) {
		this.integrations = integrations;
		this.redecide = redecide;
	}

	Mono<StoredIntegration> change(String organisationId, String integrationId, PatchJson patch) {
		return this.integrations.change(organisationId, integrationId,
				(client, before) -> this.integrations.mapping(client, before).flatMap((mapping) -> {
					Rules rules = rules(before.rules(), patch);
					String caption = or(patch.caption(), before.caption()).strip();
					Connect.checkCaption(caption);
					Mapping newMapping = new Mapping(links(patch.stageMoves(), mapping.moves(), true),
							links(patch.stageStatuses(), mapping.statuses(), false));
					boolean decideAgain = rules.threshold() != before.rules().threshold()
							|| !newMapping.statuses().equals(mapping.statuses());
					return save(client, before, mapping, newMapping)
						.then(decideAgain ? this.redecide.request(client, organisationId, integrationId, "")
								: Mono.empty())
						.thenReturn(before.with(caption, rules));
				}));
	}

	private Mono<Void> save(DatabaseClient client, StoredIntegration integration, Mapping before, Mapping now) {
		return now.equals(before) ? Mono.empty() : this.integrations.replaceMapping(client, integration, now);
	}

	static Rules rules(Rules before, PatchJson patch) {
		int writes = or(patch.writesPerHour(), before.writesPerHour());
		if (writes < 0 || writes > 1_000_000) {
			throw Refusal.invalid("writes-per-hour", "'writesPerHour' is 0 (no cap) to 1000000.");
		}
		return new Rules(threshold(or(patch.threshold(), before.threshold())),
				or(patch.writeNotes(), before.writeNotes()), or(patch.writeTags(), before.writeTags()),
				or(patch.moveStages(), before.moveStages()), writes);
	}

	static int threshold(int threshold) {
		if (threshold < 0 || threshold > 100) {
			throw Refusal.invalid("threshold", "A threshold is 0 to 100.");
		}
		return threshold;
	}

	/**
	 * Checks links: a known status that people may decide, and no two answers to one
	 * question.
	 */
	static List<StageLink> links(@Nullable List<LinkJson> wanted, List<StageLink> before, boolean moves) {
		if (wanted == null) {
			return before;
		}
		Set<String> asked = new HashSet<>();
		for (LinkJson link : wanted) {
			if (link.jobId().isBlank() || link.stageId().isBlank()
					|| Status.ofWire(link.status()).filter(Status::decidable).isEmpty()) {
				throw Refusal.invalid("mapping",
						"A mapping names a job, a stage and one of not_qualified," + " pre_qualified, qualified.");
			}
			if (!asked.add(link.jobId() + "\n" + (moves ? link.status() : link.stageId()))) {
				throw Refusal.invalid("mapping", "A mapping names two answers for job " + link.jobId() + ".");
			}
		}
		return wanted.stream().map((link) -> new StageLink(link.jobId(), link.status(), link.stageId())).toList();
	}

	private static <T> T or(@Nullable T value, T otherwise) {
		return (value != null) ? value : otherwise;
	}

}
