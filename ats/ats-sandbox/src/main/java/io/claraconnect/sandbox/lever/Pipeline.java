package io.claraconnect.sandbox.lever;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Doc;
import io.claraconnect.sandbox.world.Ids;
import io.claraconnect.sandbox.world.Stage;
import tools.jackson.databind.node.ObjectNode;

/**
 * The stages and archive reasons, which belong to the account and not to a posting.
 * Default stages have slugs as ids, all others UUIDs.
 */
final class Pipeline {

	private static final String STAGE = "stage";

	private static final String REASON = "archive_reason";

	private static final double OFFER_RANK = 100;

	private static final Map<String, String> SLUGS = Map.of("New lead", "lead-new", "Reached out", "lead-reached-out",
			"Responded", "lead-responded", "New applicant", "applicant-new", "Offer", "offer");

	static final List<String> USUAL = List.of("New applicant", "Recruiter screen", "Phone interview",
			"On-site interview", "Offer");

	private Pipeline() {
	}

	static void create(Account account, Ids ids, Instant now) {
		List<String> names = new ArrayList<>(List.of("New lead", "Reached out", "Responded"));
		names.addAll(USUAL);
		names.forEach((name) -> ensure(account, ids, name, now));
		reason(account, ids, now, "Underqualified", "active", "non-hired");
		reason(account, ids, now, "Position filled", "active", "non-hired");
		reason(account, ids, now, "Withdrew", "active", "non-hired");
		reason(account, ids, now, "No response (old)", "inactive", "non-hired");
		reason(account, ids, now, "Hired", "active", "hired");
	}

	private static void reason(Account account, Ids ids, Instant now, String text, String status, String type) {
		String id = ids.uuid();
		account.docs()
			.put(new Doc(id, REASON,
					Json.object().put("id", id).put("text", text).put("status", status).put("type", type), now));
	}

	/** Returns the stages with these names first, then all others of the account. */
	static List<Stage> of(Account account, Ids ids, List<String> names, Instant now) {
		List<Stage> result = new ArrayList<>();
		names.forEach((name) -> result.add(ensure(account, ids, name, now)));
		stages(account).stream().map(Pipeline::stage).filter((stage) -> !result.contains(stage)).forEach(result::add);
		return List.copyOf(result);
	}

	private static Stage ensure(Account account, Ids ids, String name, Instant now) {
		List<ObjectNode> present = stages(account);
		Optional<Stage> same = present.stream().map(Pipeline::stage).filter((it) -> it.name().equals(name)).findFirst();
		return same.orElseGet(() -> {
			String id = Optional.ofNullable(SLUGS.get(name)).orElseGet(ids::uuid);
			double rank = name.equals("Offer") ? OFFER_RANK
					: present.stream()
						.mapToDouble((it) -> it.path("rank").asDouble())
						.filter((it) -> it < OFFER_RANK)
						.max()
						.orElse(-1) + 1;
			ObjectNode body = Json.object().put("id", id).put("text", name).put("rank", rank);
			account.docs().put(new Doc(id, STAGE, body, now));
			return new Stage(id, name);
		});
	}

	private static Stage stage(ObjectNode body) {
		return new Stage(body.path("id").asString(), body.path("text").asString());
	}

	/** Returns the stages in their order, each with its rank. */
	static List<ObjectNode> stages(Account account) {
		return of(account, STAGE).stream()
			.sorted(Comparator.comparingDouble((ObjectNode it) -> it.path("rank").asDouble()))
			.toList();
	}

	static List<ObjectNode> reasons(Account account) {
		return of(account, REASON);
	}

	private static List<ObjectNode> of(Account account, String kind) {
		return account.docs().all().stream().filter((doc) -> doc.kind().equals(kind)).map(Doc::body).toList();
	}

	static Optional<ObjectNode> findStage(Account account, String id) {
		return stages(account).stream().filter((it) -> it.path("id").asString().equals(id)).findFirst();
	}

	static double rank(Account account, String stageId) {
		return findStage(account, stageId).map((it) -> it.path("rank").asDouble()).orElse(0.0);
	}

	static Optional<ObjectNode> findReason(Account account, String id) {
		return reasons(account).stream().filter((it) -> it.path("id").asString().equals(id)).findFirst();
	}

	/** Returns the id of the reason with this id or text, else of the first that fits. */
	static String reasonId(Account account, String idOrText, String type) {
		List<ObjectNode> reasons = reasons(account);
		return reasons.stream()
			.filter((it) -> it.path("id").asString().equals(idOrText)
					|| it.path("text").asString().equalsIgnoreCase(idOrText))
			.findFirst()
			.or(() -> reasons.stream().filter((it) -> it.path("type").asString().equals(type)).findFirst())
			.map((it) -> it.path("id").asString())
			.orElse("");
	}

}
