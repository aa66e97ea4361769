package io.claraconnect.instruments.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.claraconnect.instruments.tenants.Candidacy;
import io.claraconnect.instruments.tenants.Tenant;
import io.claraconnect.instruments.topics.Entry;
import tools.jackson.databind.JsonNode;

/** The end: snapshot, status and the ATS itself agree about every candidacy. */
final class StateAccount {

	private static final String GONE = "GONE";

	private final Map<String, Entry> snapshots;

	private final Map<String, Entry> statuses;

	private final Findings findings;

	StateAccount(List<Entry> snapshots, List<Entry> statuses, Findings findings) {
		this.snapshots = newest(snapshots);
		this.statuses = newest(statuses);
		this.findings = findings;
	}

	/** Also what a reader relies on: revisions of one key only grow. */
	private static Map<String, Entry> newest(List<Entry> entries) {
		Map<String, Entry> newest = new HashMap<>();
		for (Entry entry : entries) {
			if (entry.isTombstone()) {
				newest.remove(entry.key());
			}
			else {
				newest.merge(entry.text("integrationId") + " " + entry.text("applicationId"), entry,
						(a, b) -> (b.offset() > a.offset()) ? b : a);
			}
		}
		return newest;
	}

	void balance(Tenant tenant) {
		Map<String, JsonNode> people = new HashMap<>();
		tenant.control()
			.get(tenant.account() + "/candidates")
			.forEach((person) -> people.put(person.path("candidateId").asString(""), person));
		for (Candidacy candidacy : tenant.candidacies()) {
			compare(candidacy, people.get(candidacy.candidateId()));
		}
	}

	private void compare(Candidacy candidacy, @org.jspecify.annotations.Nullable JsonNode person) {
		String key = candidacy.tenant().integrationId() + " " + candidacy.applicationId();
		Entry snapshot = this.snapshots.get(key);
		Entry status = this.statuses.get(key);
		if (snapshot == null) {
			this.findings.must(person == null, "people who are gone before they were known",
					"lost: there is no snapshot of " + candidacy);
			return;
		}
		String state = (person != null) ? state(person, candidacy.applicationId()) : GONE;
		String here = snapshot.text("state") + (state.startsWith("ACTIVE") ? " " + snapshot.text("stageName") : "");
		String decided = (status != null) ? status.text("applicationState") : "";
		boolean agrees = here.equals(state) && (status == null || state.startsWith(decided));
		this.findings.must(agrees, "candidacies on which all agree",
				"the ATS says " + state + ", the snapshot " + here + ", the status " + decided + ": " + candidacy);
		if (status != null && person != null && state.startsWith("ACTIVE")) {
			tags(candidacy, person, status);
		}
		if (status == null && !state.equals(GONE)) {
			this.findings.differs("there is no status of " + candidacy);
		}
	}

	private static String state(JsonNode person, String applicationId) {
		for (JsonNode application : person.path("applications")) {
			if (application.path("id").asString("").equals(applicationId)) {
				if (application.path("hired").booleanValue()) {
					return "HIRED";
				}
				return application.path("rejected").booleanValue() ? "REJECTED"
						: "ACTIVE " + application.path("stage").asString("");
			}
		}
		return GONE;
	}

	private void tags(Candidacy candidacy, JsonNode person, Entry status) {
		List<String> tags = person.path("tags")
			.valueStream()
			.map(JsonNode::stringValue)
			.filter((tag) -> tag.startsWith("CLARA "))
			.toList();
		boolean banded = status.text("status").endsWith("qualified");
		List<String> wanted = banded ? List.of("CLARA " + status.text("status")) : List.of();
		this.findings.must(tags.equals(wanted), "tags that show the status",
				"the ATS shows " + tags + " for the status " + status.text("status") + ": " + candidacy);
	}

}
