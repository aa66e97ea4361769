package io.claraconnect.instruments.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.claraconnect.instruments.tenants.Candidacy;
import io.claraconnect.instruments.tenants.Tenant;
import io.claraconnect.instruments.topics.Entry;
import tools.jackson.databind.JsonNode;

/**
 * What the ATS itself counted, against what was decided: one note per candidacy, and a
 * tag at most as often as its status was decided.
 */
final class EffectAccount {

	private final Map<String, List<String>> decided = new HashMap<>();

	private final Set<String> doubted = new HashSet<>();

	private final Findings findings;

	EffectAccount(List<Entry> statuses, List<Entry> writebacks, Findings findings) {
		this.findings = findings;
		for (Entry status : statuses) {
			if (!status.isTombstone()) {
				List<String> values = this.decided.computeIfAbsent(key(status), (_) -> new ArrayList<>());
				if (values.isEmpty() || !values.getLast().equals(status.text("status"))) {
					values.add(status.text("status"));
				}
			}
		}
		for (Entry writeback : writebacks) {
			if (Set.of("IN_DOUBT", "NEEDS_PERSON").contains(writeback.text("outcome"))
					|| writeback.text("code").equals("twin_removed")) {
				this.doubted.add(key(writeback));
			}
		}
	}

	private static String key(Entry entry) {
		return entry.text("integrationId") + " " + entry.text("applicationId");
	}

	void balance(Tenant tenant) {
		Map<String, List<JsonNode>> writes = new HashMap<>();
		tenant.control()
			.get("/control/writes?account=" + tenant.accountId())
			.path("writes")
			.forEach((write) -> writes.computeIfAbsent(write.path("candidateId").asString(""), (_) -> new ArrayList<>())
				.add(write));
		tenant.candidacies().forEach((candidacy) -> balance(candidacy, writes));
	}

	private void balance(Candidacy candidacy, Map<String, List<JsonNode>> byPerson) {
		String key = candidacy.tenant().integrationId() + " " + candidacy.applicationId();
		List<String> statuses = this.decided.getOrDefault(key, List.of());
		List<JsonNode> writes = byPerson.getOrDefault(candidacy.candidateId(), List.of())
			.stream()
			.filter((write) -> write.path("applicationId")
				.asString(candidacy.applicationId())
				.equals(candidacy.applicationId()))
			.toList();
		long notes = writes.stream().filter((write) -> write.path("kind").asString("").equals("note")).count();
		if (this.doubted.contains(key)) {
			this.findings.count("reported doubts");
			return;
		}
		if (statuses.isEmpty()) {
			this.findings.must(notes == 0, "candidacies without status, and without note",
					notes + " notes without a status: " + candidacy);
			return;
		}
		this.findings.must(notes == 1, "candidacies with exactly one note",
				notes + " notes were written to " + candidacy + ", statuses " + statuses);
		for (String status : new HashSet<>(statuses)) {
			long tags = writes.stream()
				.filter((write) -> write.path("kind").asString("").equals("tag")
						&& write.path("detail").asString("").equalsIgnoreCase("CLARA " + status))
				.count();
			long times = statuses.stream().filter(status::equals).count();
			if (tags > times) {
				this.findings.differs("the tag of " + status + " was written " + tags + " times for " + times
						+ " decisions to " + candidacy);
			}
			this.findings.figure("tag writes", this.findings.balance().of("tag writes") + tags);
		}
	}

}
