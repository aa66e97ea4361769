package io.claraconnect.systemtests.ats;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.claraconnect.ats.api.ApplicationKey;
import tools.jackson.databind.JsonNode;

/** Somebody who applied. */
record Applied(Account account, ApplicationKey key) {

	static final String LETTER = "Dear all,\nI build things that \"last\" & stay <simple>. Grüße, 👋";

	static Applied of(Account account, String name, byte[] resume) {
		JsonNode answer = account.control.post(account.path("/candidates"),
				Map.of("name", name, "emails",
						List.of(name.toLowerCase(java.util.Locale.ROOT).replace(' ', '.') + "@example.org"), "phone",
						"+49 40 555 0100", "jobId", account.jobId(), "coverLetter", LETTER, "answers",
						List.of(Map.of("question", "How many years of Java?", "answer", "Seven & a half")), "resume",
						Map.of("fileName", "cv.pdf", "contentType", "application/pdf", "contentBase64",
								Base64.getEncoder().encodeToString(resume))));
		return new Applied(account, new ApplicationKey(answer.path("applicationId").asString(),
				answer.path("candidateId").asString(), account.jobId()));
	}

	/** The candidate as a recruiter sees it. */
	JsonNode seen() {
		return this.account.control.get(this.account.path("/candidates/" + this.key.candidateId()));
	}

	JsonNode application() {
		return seen().path("applications")
			.valueStream()
			.filter((it) -> it.path("id").asString().equals(this.key.applicationId()))
			.findFirst()
			.orElseThrow();
	}

	/** What a person does with it. */
	void act(String act) {
		String candidate = "/candidates/" + this.key.candidateId();
		switch (act) {
			case "apply" -> {
			}
			case "tag" ->
				this.account.control.post(this.account.path(candidate + "/tags"), Map.of("name", "seen by Ines"));
			case "delete" -> this.account.control.call("DELETE", this.account.path(candidate), Map.of());
			case "move" -> control("move", Map.of("stage", stage(1)));
			default -> control(act, Map.of());
		}
	}

	void reject(String reason) {
		control("reject", Map.of("reason", reason));
	}

	/** The id of a stage of the job. */
	String stage(int index) {
		return Objects.requireNonNull(this.account.job().path("stages").path(index).path("id").asString());
	}

	private void control(String act, Map<String, ?> body) {
		this.account.control.post(this.account.path("/applications/" + this.key.applicationId() + "/" + act), body);
	}

}
