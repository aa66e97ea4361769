package io.claraconnect.sandbox.lever;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Candidate;
import io.claraconnect.sandbox.world.Job;
import io.claraconnect.sandbox.world.User;
import tools.jackson.databind.node.ObjectNode;

/** What people can do in Lever that no other vendor knows, for the control API. */
final class Actions {

	private final Workbench bench;

	private final Consent consent;

	Actions(Workbench bench, Consent consent) {
		this.bench = bench;
		this.consent = consent;
	}

	Optional<Reply> perform(Account account, String name, ObjectNode body) {
		return switch (name) {
			case "consent" -> Optional.of(this.consent.agreed(account, body));
			case "revoke" -> Optional.of(revoke(account));
			case "posting" -> Optional.of(posting(account, body));
			case "anonymize" -> Optional.of(anonymize(account, body));
			case "data-protection" -> Optional.of(dataProtection(account, body));
			case "deactivate-user" -> Optional.of(activate(account, body, false));
			case "reactivate-user" -> Optional.of(activate(account, body, true));
			default -> Optional.empty();
		};
	}

	/** A Super Admin revokes the app's access under Authorized Apps. */
	private static Reply revoke(Account account) {
		account.grants().removeIf((grant) -> true);
		return Reply.empty(204);
	}

	/** Sets what only a posting has: channels, confidentiality, categories. */
	private Reply posting(Account account, ObjectNode body) {
		Job job = account.jobs().get(Json.text(body, "jobId", ""));
		Map<String, String> attributes = new LinkedHashMap<>(job.attributes());
		for (String name : List.of("confidentiality", "department", "team", "commitment", "workplaceType")) {
			if (body.hasNonNull(name)) {
				attributes.put(name, body.path(name).asString());
			}
		}
		if (body.path("distributionChannels").isArray()) {
			List<String> channels = body.path("distributionChannels").valueStream().map((it) -> it.asString()).toList();
			attributes.put("distributionChannels", String.join(" ", channels));
		}
		account.jobs()
			.put(new Job(job.id(), job.title(), job.descriptionHtml(), job.status(), job.published(), job.location(),
					job.stages(), attributes, job.createdAt(), this.bench.now()));
		return Reply.json(200, Json.tree(attributes));
	}

	private Reply anonymize(Account account, ObjectNode body) {
		Candidate old = account.candidates().get(Json.text(body, "candidateId", ""));
		account.candidates()
			.put(new Candidate(old.id(), "", "", List.of(), List.of(), Map.of("anonymized", "true"), old.createdAt(),
					this.bench.now()));
		account.attachments().removeIf((file) -> file.candidateId().equals(old.id()));
		return Reply.empty(204);
	}

	/** Does not count as a change of the opportunity. */
	private static Reply dataProtection(Account account, ObjectNode body) {
		Candidate old = account.candidates().get(Json.text(body, "candidateId", ""));
		ObjectNode policy = Json.object();
		for (String purpose : List.of("store", "contact")) {
			policy.putObject(purpose)
				.put("allowed", body.path(purpose).asBoolean(true))
				.put("expiresAt", body.hasNonNull("expiresAt") ? (Long) body.path("expiresAt").asLong() : null);
		}
		Map<String, String> attributes = new LinkedHashMap<>(old.attributes());
		attributes.put("dataProtection", policy.toString());
		account.candidates()
			.put(new Candidate(old.id(), old.firstName(), old.lastName(), old.emails(), old.phones(), attributes,
					old.createdAt(), old.updatedAt()));
		return Reply.json(200, policy);
	}

	private static Reply activate(Account account, ObjectNode body, boolean active) {
		User old = account.users().get(Json.text(body, "userId", ""));
		User user = account.users()
			.put(new User(old.id(), old.firstName(), old.lastName(), old.email(), old.siteAdmin(), active,
					old.serviceAccount()));
		return Reply.json(200, Rows.user(account, user));
	}

}
