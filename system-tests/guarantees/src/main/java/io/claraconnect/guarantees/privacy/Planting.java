package io.claraconnect.guarantees.privacy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.claraconnect.instruments.house.Api;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.Until;
import io.claraconnect.instruments.tenants.Candidacy;
import io.claraconnect.instruments.tenants.Tenant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Drives marked people through everything that can happen to them at one customer. */
final class Planting {

	private static final Duration PATIENCE = Duration.ofSeconds(240);

	private static final int MOST_FAULTS = 10;

	private final House house;

	private final Tenant tenant;

	private final Random random;

	private final String id;

	private final List<Mark> marks = new ArrayList<>();

	Planting(House house, Tenant tenant, Random random, String id) {
		this.house = house;
		this.tenant = tenant;
		this.random = random;
		this.id = id;
	}

	/** Everything that was planted so far. */
	List<Mark> marks() {
		return List.copyOf(this.marks);
	}

	/** An advertisement that names people, of a job that is tracked from now on. */
	void advertisement() {
		Persona contact = Persona.invent(this.id + " advertisement", this.random);
		this.marks.addAll(List.of(new Mark(contact.id() + " contact", contact.firstName()),
				new Mark(contact.id() + " email", contact.email()),
				new Mark(contact.id() + " phone", contact.phone())));
		String path = this.tenant.account() + "/jobs/" + this.tenant.otherJobId();
		JsonNode job = this.tenant.control().get(path);
		this.tenant.control()
			.patch(path,
					Api.object()
						.put("description", job.path("description").asString("") + "<p>Ask " + contact.firstName()
								+ " at " + contact.email() + " or " + contact.phone() + "</p>"));
		ObjectNode body = Api.object();
		body.putArray("tracked")
			.add(Api.object().put("jobId", this.tenant.jobId()))
			.add(Api.object().put("jobId", this.tenant.otherJobId()));
		this.tenant.platform().put(this.tenant.api() + "/jobs", body);
		Until.holds("the second job of " + this.tenant + " is read", PATIENCE,
				() -> this.house.sql()
					.number("SELECT count(*) FROM dossier.job_text WHERE integration_id = ? AND job_id = ?",
							this.tenant.integrationId(), this.tenant.otherJobId()) > 0);
	}

	/** Somebody applies. */
	Applied apply(String name, Paper paper, String jobId) {
		Persona persona = Persona.invent(this.id + " " + name, this.random);
		this.marks.addAll(persona.marks());
		ObjectNode body = Api.object()
			.put("firstName", persona.firstName())
			.put("lastName", persona.lastName())
			.put("phone", persona.phone())
			.put("coverLetter", persona.letter())
			.put("jobId", jobId);
		body.putArray("emails").add(persona.email());
		body.putArray("answers").addObject().put("question", persona.question()).put("answer", persona.answer());
		body.putArray("tags").add(persona.tag());
		body.putObject("attributes")
			.put("company", persona.employer())
			.put("title", persona.headline())
			.put("headline", persona.headline())
			.put("location", persona.street());
		body.putObject("resume")
			.put("fileName", persona.fileName())
			.put("contentType", paper.contentType())
			.put("contentBase64", Base64.getEncoder().encodeToString(paper.of(persona.lines())));
		return new Applied(persona, this.tenant.apply(body));
	}

	/**
	 * All that recruiters do in the ATS and on the platform, and what follows from it.
	 */
	void live() {
		Applied first = apply("first", Paper.PDF, this.tenant.jobId());
		Applied second = apply("second", Paper.DOCX, this.tenant.jobId());
		Applied third = apply("third", Paper.TEXT, this.tenant.otherJobId());
		apply("broken", Paper.BROKEN, this.tenant.jobId());
		List.of(first, second, third).forEach(Planting::awaitWritten);
		first.candidacy().note(first.persona().talk());
		first.candidacy().tag(first.persona().tag());
		first.candidacy().move(this.tenant.stages().get(1));
		decide(first);
		second.candidacy().reject();
		second.candidacy().unreject();
		third.candidacy().hire();
	}

	/**
	 * Somebody applies and is rejected while the vendor fails. Whether it gets a note is
	 * for others to prove.
	 */
	void storm(Careless vendor) {
		vendor.mild();
		Applied applied = apply("storm", Paper.PDF, this.tenant.jobId());
		tried();
		vendor.awaitStruck(MOST_FAULTS);
		applied.candidacy().reject();
		vendor.heal();
	}

	/**
	 * An admin tries the connection; what the vendor says then goes to the admin alone.
	 */
	void tried() {
		this.tenant.platform().send("POST", this.tenant.api() + "/test", null);
		this.tenant.platform().send("GET", this.tenant.api() + "/jobs", null);
	}

	/** Somebody is deleted, or made anonymous where the vendor has it. */
	void goodbye() {
		Applied leaving = apply("leaving", Paper.PDF, this.tenant.jobId());
		awaitWritten(leaving);
		if (this.tenant.ats().equals("lever")) {
			this.tenant.control()
				.post(this.tenant.account() + "/actions/anonymize",
						Api.object().put("candidateId", leaving.candidacy().candidateId()));
		}
		leaving.candidacy().delete();
		this.house.courier().awaitQuiet(PATIENCE);
	}

	private void decide(Applied applied) {
		String application = this.tenant.api() + "/applications/" + applied.candidacy().applicationId();
		JsonNode decided = this.tenant.platform()
			.post(application + "/status",
					Api.object()
						.put("status", "qualified")
						.put("reasonCode", "met_in_person")
						.put("comment", applied.persona().comment()));
		if (!decided.path("status").asString("").equals("qualified")) {
			throw new IllegalStateException("Nothing was decided: " + decided.path("status"));
		}
		JsonNode read = this.tenant.platform().get(application);
		if (!read.path("comment").asString("").equals(applied.persona().comment())) {
			throw new IllegalStateException("The comment of a decision is not where recruiters read it");
		}
	}

	/** What people are told who may not see. */
	void strangers(Search search) {
		Candidacy known = this.tenant.candidacies().getFirst();
		String application = this.tenant.api() + "/applications/" + known.applicationId();
		Api stranger = this.house.config().of("org-stranger");
		Api nobody = new Api("config-service", this.house.config().base(), null);
		for (String path : List.of(application, this.tenant.api(), this.tenant.api() + "/applications",
				this.tenant.api() + "/jobs", this.tenant.api() + "/webhooks", "/api/v1/integrations")) {
			for (Api api : List.of(stranger, nobody)) {
				Api.Answer answer = api.send("GET", path, null);
				search.in("answers", "answer to a stranger " + answer.status() + " " + path, answer.body().toString());
			}
		}
		String told = this.marks.getFirst().text();
		Map<String, String> headers = Map.of("Content-Type", "application/json", "Authorization",
				"Bearer " + Confidence.secret(this.house, "admin-token"), "X-Organisation",
				this.tenant.organisationId());
		for (String body : List.of("{\"status\": \"" + told,
				"{\"status\":\"qualified\",\"comment\":{\"a\":\"" + told + "\"}}",
				"{\"status\":\"qualified\",\"reasonCode\":\"" + told + "\"}", "{\"" + told + "\":1}")) {
			search.in("answers", "answer to a wrong decision",
					Knock.at("POST", this.house.config().base() + application + "/status", headers, body));
		}
	}

	private static void awaitWritten(Applied applied) {
		Until.holds(applied.persona() + " is scored and written", PATIENCE, () -> applied.candidacy().isWritten());
	}

	/**
	 * Somebody who applied.
	 *
	 * @param persona who
	 * @param candidacy where
	 */
	record Applied(Persona persona, Candidacy candidacy) {

	}

}
