package io.claraconnect.guarantees.writeback;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import io.claraconnect.failpoints.Failpoints;
import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.house.Api;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.ServiceServer;
import io.claraconnect.instruments.house.Until;
import io.claraconnect.instruments.tenants.Candidacy;
import io.claraconnect.instruments.tenants.Tenant;
import io.claraconnect.instruments.topics.Entry;
import io.claraconnect.local.launcher.Service;
import tools.jackson.databind.node.ObjectNode;

/**
 * The desk from which write-back is watched: what its ledger has open, what the ATS was
 * asked, and how many notes stand in the end.
 *
 * @param scene the scenario's tenants
 */
record Desk(Scene scene) {

	/** What a connector's doubts need at the slowest vendor, twice. */
	private static final Duration DOUBTS = Duration.ofMinutes(4);

	private static final int IN_A_ROW = 5;

	private static final Set<String> DOUBTFUL = Set.of("IN_DOUBT", "NEEDS_PERSON");

	static Desk of(House house, RunSize size, List<String> vendors, int tenants) {
		return new Desk(Scene.of(house, size, vendors, tenants));
	}

	House house() {
		return this.scene.house();
	}

	Tenant tenant() {
		return this.scene.fleet().first();
	}

	ServiceServer writer() {
		return house().service(Service.WRITEBACK_SERVICE);
	}

	Failpoints failpoints() {
		return new Failpoints(writer().failpoints());
	}

	/** Waits until every status was dealt with and no call is open any more. */
	Duration settle() {
		long begin = System.nanoTime();
		this.scene.settle();
		Until.holds(() -> "every status dealt with and no write open; left: " + unhandled() + " and " + open(),
				DOUBTS.plus(this.scene.size().patience()), () -> unhandled() == 0 && open() == 0);
		this.scene.settle();
		return Duration.ofNanos(System.nanoTime() - begin);
	}

	/**
	 * Waits until all of them have a status that was dealt with; fails at once when
	 * nothing is under way any more that could lead to it.
	 */
	void awaitWritten(List<Candidacy> people) {
		AtomicInteger over = new AtomicInteger();
		Until.holds(() -> "a note or a reported doubt for each of " + unwritten(people),
				DOUBTS.plus(this.scene.size().patience()), () -> unwritten(people).isEmpty()
						|| (isOver() ? over.incrementAndGet() : over.getAndSet(0)) > IN_A_ROW);
		List<Candidacy> unwritten = unwritten(people);
		Scene.require(unwritten.isEmpty(), "nothing is under way any more, and nothing was written for " + unwritten);
		settle();
	}

	private List<Candidacy> unwritten(List<Candidacy> people) {
		return people.stream()
			.filter((one) -> count(
					"SELECT count(*) FROM writeback.application_status WHERE integration_id = ?"
							+ " AND application_id = ? AND handled_revision = revision",
					one.tenant().integrationId(), one.applicationId()) != 1)
			.toList();
	}

	/** Audits, which come hours later, and sweeps are no work that is under way. */
	private boolean isOver() {
		String soon = " WHERE state = 'READY' AND kind NOT LIKE 'SWEEP%' AND kind <> 'RECONCILE'"
				+ " AND subject NOT LIKE 'second:%' AND not_before < now() + interval '10 minutes'";
		return open() == 0 && unhandled() == 0 && ours("SELECT count(*) FROM sync.work" + soon) == 0
				&& ours("SELECT count(*) FROM writeback.work" + soon) == 0 && house().courier().waiting() == 0
				&& house().topics().left().isEmpty();
	}

	/** Calls of which the ledger does not know the end. */
	long open() {
		return ours("SELECT count(*) FROM writeback.ledger WHERE state IN ('WRITING', 'ANSWERED')");
	}

	private long unhandled() {
		return ours("SELECT count(*) FROM writeback.application_status WHERE handled_revision < revision");
	}

	private long ours(String question) {
		return this.scene.fleet()
			.tenants()
			.stream()
			.mapToLong((tenant) -> count(question + " AND integration_id = ?", tenant.integrationId()))
			.sum();
	}

	private long count(String question, Object... values) {
		return house().sql().number(question, values);
	}

	/** Lets the time of every audit come now, as if hours had passed. */
	void auditNow() {
		for (Tenant tenant : this.scene.fleet().tenants()) {
			String mine = " WHERE integration_id = '" + tenant.integrationId() + "'";
			house().sql().run("UPDATE writeback.ledger SET audit_at = now()" + mine + " AND audit_at IS NOT NULL");
			house().sql().run("UPDATE writeback.work SET not_before = now()" + mine);
		}
		Until.holds("every audit of this time is done", DOUBTS,
				() -> ours("SELECT count(*) FROM writeback.ledger WHERE audit_at < now()") == 0);
		settle();
	}

	/** What was told of a candidacy's notes, as outcome and code. */
	List<String> told(Candidacy candidacy) {
		return house().topics()
			.read("ats.writebacks")
			.stream()
			.filter((entry) -> entry.text("integrationId").equals(candidacy.tenant().integrationId())
					&& entry.text("applicationId").equals(candidacy.applicationId())
					&& entry.text("slot").startsWith("note"))
			.map(Desk::told)
			.toList();
	}

	private static String told(Entry entry) {
		return (entry.text("outcome") + " " + entry.text("code")).strip();
	}

	/**
	 * Everybody has one note; or the doubt was reported, and nobody's silently.
	 * @param doubts how many reported doubts are allowed
	 */
	Outcome once(List<Candidacy> people, int doubts) {
		int reported = 0;
		for (Candidacy candidacy : people) {
			int notes = candidacy.notes().size();
			if (notes != 1) {
				List<String> told = told(candidacy);
				Scene.require(told.stream().anyMatch((line) -> DOUBTFUL.contains(line.split(" ")[0])),
						notes + " notes stand for " + candidacy + ", and nobody said so: " + told);
				reported++;
			}
		}
		Scene.require(reported <= doubts, reported + " of " + people.size() + " ended in a reported doubt");
		return new Outcome().with("people", people.size())
			.with("with exactly one note", people.size() - reported)
			.with("reported doubts", reported);
	}

	/** Orders a fault of the vendor for one tenant's API. */
	String fault(Tenant tenant, ObjectNode fault) {
		return house().control()
			.post("/control/faults", fault.put("vendor", tenant.ats()).put("account", tenant.accountId()))
			.path("id")
			.stringValue();
	}

	/** How often a fault struck. */
	int struck(String id) {
		return house().control()
			.get("/control/faults")
			.valueStream()
			.filter((fault) -> id.equals(fault.path("id").asString("")))
			.mapToInt((fault) -> fault.path("struck").intValue())
			.sum();
	}

	void withdraw(String fault) {
		house().control().delete("/control/faults/" + fault);
	}

	/** A fault of every request that writes a note. */
	static ObjectNode onNotes(String kind, int times) {
		return Api.object().put("method", "POST").put("pathRegex", "/notes$").put("kind", kind).put("times", times);
	}

	/** What the vendor was asked by a tenant's connection, the newest 20,000. */
	List<Asked> asked(Tenant tenant) {
		return requests("vendor=" + tenant.ats() + "&account=" + tenant.accountId());
	}

	/** What a vendor was asked by anybody, the newest 20,000. */
	List<Asked> askedOf(String ats) {
		return requests("vendor=" + ats);
	}

	private List<Asked> requests(String query) {
		return house().control()
			.get("/control/requests?" + query)
			.path("requests")
			.valueStream()
			.map((request) -> new Asked(Instant.parse(request.path("at").stringValue()),
					request.path("method").stringValue(), request.path("path").stringValue(),
					request.path("status").intValue(), request.path("fault").asString("")))
			.toList();
	}

	/** The tags of others that a recruiter sees. */
	static Set<String> foreignTags(Candidacy candidacy) {
		return candidacy.view()
			.path("tags")
			.valueStream()
			.map((tag) -> tag.asString(""))
			.filter((tag) -> !tag.startsWith("CLARA "))
			.collect(Collectors.toSet());
	}

	/**
	 * One request to a vendor.
	 *
	 * @param at when it came in
	 * @param method HTTP method
	 * @param path the vendor's path
	 * @param status what it was answered, 0 for nothing
	 * @param fault the fault that struck, or empty
	 */
	record Asked(Instant at, String method, String path, int status, String fault) {

	}

}
