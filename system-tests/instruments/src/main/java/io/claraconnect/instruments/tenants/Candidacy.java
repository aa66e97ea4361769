package io.claraconnect.instruments.tenants;

import java.util.List;

import io.claraconnect.instruments.house.Api;
import tools.jackson.databind.JsonNode;

/**
 * Somebody who has applied at a tenant.
 *
 * @param tenant where
 * @param candidateId the vendor's id of the person
 * @param applicationId the vendor's id of the candidacy
 */
public record Candidacy(Tenant tenant, String candidateId, String applicationId) {

	/**
	 * A recruiter moves it.
	 * @param stage name or id of a stage of the job
	 */
	public void move(String stage) {
		act("move", "stage", stage);
	}

	/** A recruiter rejects it. */
	public void reject() {
		act("reject", "", "");
	}

	/** A recruiter takes the rejection back. */
	public void unreject() {
		act("unreject", "", "");
	}

	/** A recruiter hires. */
	public void hire() {
		act("hire", "", "");
	}

	/** A recruiter takes the hiring back. */
	public void unhire() {
		act("unhire", "", "");
	}

	private void act(String what, String field, String value) {
		var body = Api.object();
		if (!field.isEmpty()) {
			body.put(field, value);
		}
		this.tenant.control().post(this.tenant.account() + "/applications/" + this.applicationId + "/" + what, body);
	}

	/**
	 * A recruiter tags the person.
	 * @param name the tag
	 */
	public void tag(String name) {
		this.tenant.control().post(person() + "/tags", Api.object().put("name", name));
	}

	/**
	 * A recruiter writes a note.
	 * @param text what it says
	 */
	public void note(String text) {
		this.tenant.control().post(person() + "/notes", Api.object().put("body", text));
	}

	/** The person is deleted at the ATS. */
	public void delete() {
		this.tenant.control().delete(person());
	}

	/**
	 * Looks as a recruiter does.
	 * @return the person with applications, notes and tags, in the form of the sandbox
	 */
	public JsonNode view() {
		return this.tenant.control().get(person());
	}

	private String person() {
		return this.tenant.account() + "/candidates/" + this.candidateId;
	}

	/**
	 * Finds CLARA's notes.
	 * @return their texts
	 */
	public List<String> notes() {
		return view().path("notes")
			.valueStream()
			.map((note) -> note.path("body").asString(""))
			.filter((body) -> body.contains("CLARA"))
			.toList();
	}

	/**
	 * Finds CLARA's tags.
	 * @return their names
	 */
	public List<String> tags() {
		return view().path("tags")
			.valueStream()
			.map(JsonNode::stringValue)
			.filter((tag) -> tag.startsWith("CLARA "))
			.toList();
	}

	/**
	 * Counts writes over the vendor's API that took effect, whatever the caller believed.
	 * @param kind such as {@code note}, {@code tag}, {@code untag}, {@code move}
	 * @return how many about this person
	 */
	public int writes(String kind) {
		return this.tenant.control()
			.get("/control/writes?account=" + this.tenant.accountId() + "&candidateId=" + this.candidateId + "&kind="
					+ kind)
			.path("count")
			.intValue();
	}

	/**
	 * Asks the platform.
	 * @return the application as the public API shows it; a missing node when it is not
	 * known there
	 */
	public JsonNode status() {
		Api.Answer answer = this.tenant.platform()
			.send("GET", this.tenant.api() + "/applications/" + this.applicationId, null);
		return answer.body();
	}

	/**
	 * A recruiter decides on the platform.
	 * @param status {@code not_qualified}, {@code pre_qualified} or {@code qualified}
	 */
	public void decide(String status) {
		this.tenant.platform()
			.post(this.tenant.api() + "/applications/" + this.applicationId + "/status",
					Api.object().put("status", status));
	}

	/**
	 * Tells whether both the note and the tag are there.
	 * @return true once a recruiter sees both
	 */
	public boolean isWritten() {
		JsonNode seen = view();
		return seen.path("notes").valueStream().anyMatch((note) -> note.path("body").asString("").contains("CLARA"))
				&& seen.path("tags").valueStream().anyMatch((tag) -> tag.stringValue().startsWith("CLARA "));
	}

}
