package io.claraconnect.instruments.tenants;

import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.claraconnect.instruments.courier.Arrival;
import io.claraconnect.instruments.house.Api;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An account at one vendor, and its connection to the platform. */
public final class Tenant {

	private final String ats;

	private final String organisationId;

	private final JsonNode opened;

	private final String integrationId;

	private final Api platform;

	private final Api control;

	private final Queue<Candidacy> candidacies = new ConcurrentLinkedQueue<>();

	private volatile long setUpArrivals;

	Tenant(String ats, String organisationId, JsonNode opened, String integrationId, Api platform, Api control) {
		this.ats = ats;
		this.organisationId = organisationId;
		this.opened = opened;
		this.integrationId = integrationId;
		this.platform = platform;
		this.control = control;
	}

	/**
	 * Names the vendor.
	 * @return id of the ATS
	 */
	public String ats() {
		return this.ats;
	}

	/**
	 * Names the organisation.
	 * @return its id at the platform
	 */
	public String organisationId() {
		return this.organisationId;
	}

	/**
	 * Names the connection.
	 * @return its id at the platform
	 */
	public String integrationId() {
		return this.integrationId;
	}

	/**
	 * Names the account.
	 * @return its id at the sandbox
	 */
	public String accountId() {
		return this.opened.path("id").stringValue();
	}

	/**
	 * Names the job that is tracked.
	 * @return the vendor's id
	 */
	public String jobId() {
		return job(0);
	}

	/**
	 * Names the job that is not tracked.
	 * @return the vendor's id
	 */
	public String otherJobId() {
		return job(1);
	}

	private String job(int index) {
		return this.opened.path("jobs").path(index).path("id").stringValue();
	}

	/**
	 * Names stages of the tracked job.
	 * @return in the order of the pipeline
	 */
	public List<String> stages() {
		return this.opened.path("jobs")
			.path(0)
			.path("stages")
			.valueStream()
			.map((stage) -> stage.isString() ? stage.stringValue() : stage.path("name").asString(""))
			.toList();
	}

	/**
	 * Gives what a person copies from the vendor's screens.
	 * @param name which of it
	 * @return a secret, mostly
	 */
	public String connection(String name) {
		return this.opened.path("connection").path(name).asString("");
	}

	JsonNode connections() {
		return this.opened.path("connection");
	}

	/**
	 * Locates the account in the control API of the sandbox.
	 * @return a path
	 */
	public String account() {
		return "/control/" + this.ats + "/accounts/" + accountId();
	}

	/**
	 * Locates the connection in the public API.
	 * @return a path
	 */
	public String api() {
		return "/api/v1/integrations/" + this.integrationId;
	}

	/**
	 * Calls the public API in the name of this tenant's organisation.
	 * @return calls with the admin's token
	 */
	public Api platform() {
		return this.platform;
	}

	/**
	 * Calls the control API of the sandbox.
	 * @return calls without token
	 */
	public Api control() {
		return this.control;
	}

	/**
	 * Turns a knob of the account, such as {@code rateLimit} or
	 * {@code visibilityDelayMs}.
	 * @param settings see the sandbox's README
	 */
	public void adjust(ObjectNode settings) {
		this.control.patch(account(), settings);
	}

	/**
	 * Changes the connection, such as {@code moveStages}.
	 * @param settings see the public API
	 */
	public void configure(ObjectNode settings) {
		this.platform.patch(api(), settings);
	}

	/**
	 * Somebody applies for the tracked job.
	 * @param name an invented name
	 * @param fit how well the person fits
	 * @return the candidacy
	 */
	public Candidacy apply(String name, Fit fit) {
		return apply(name, fit.resume(name), jobId());
	}

	/**
	 * Somebody applies.
	 * @param name an invented name
	 * @param resume plain text, or null for none
	 * @param jobId which job
	 * @return the candidacy
	 */
	public Candidacy apply(String name, byte @Nullable [] resume, String jobId) {
		ObjectNode body = Api.object().put("name", name).put("jobId", jobId);
		body.putArray("emails")
			.add(name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", ".") + "@example.org");
		if (resume != null) {
			body.putObject("resume")
				.put("fileName", "cv.txt")
				.put("contentType", "text/plain")
				.put("contentBase64", Base64.getEncoder().encodeToString(resume));
		}
		return apply(body);
	}

	/**
	 * Somebody applies.
	 * @param body see the sandbox's README
	 * @return the candidacy
	 */
	public Candidacy apply(ObjectNode body) {
		JsonNode made = this.control.post(account() + "/candidates", body);
		Candidacy candidacy = new Candidacy(this, made.path("candidateId").stringValue(),
				made.path("applicationId").stringValue());
		this.candidacies.add(candidacy);
		return candidacy;
	}

	/**
	 * Lists who applied by {@link #apply}.
	 * @return the first one first
	 */
	public List<Candidacy> candidacies() {
		return List.copyOf(this.candidacies);
	}

	/**
	 * Tells whether a delivery is this tenant's.
	 * @param arrival a delivery
	 * @return whether it came to its address, or names it where all share one
	 */
	public boolean owns(Arrival arrival) {
		String named = arrival.integrationId();
		if (!named.isEmpty()) {
			return named.equals(this.integrationId);
		}
		String key = connection("integrationKey");
		return !key.isEmpty() && arrival.headers()
			.getOrDefault("authorization", List.of())
			.stream()
			.anyMatch((value) -> value.endsWith(key));
	}

	/** Everything that came until now was part of the set-up. */
	void setUp(long arrivals) {
		this.setUpArrivals = arrivals;
	}

	/**
	 * Tells whether a delivery came while the connection was set up.
	 * @param arrival a delivery of this tenant
	 * @return true for pings and tests
	 */
	public boolean isSetUp(Arrival arrival) {
		return arrival.number() <= this.setUpArrivals;
	}

	@Override
	public String toString() {
		return "Tenant[" + this.ats + " " + this.accountId() + ", " + this.integrationId + "]";
	}

}
