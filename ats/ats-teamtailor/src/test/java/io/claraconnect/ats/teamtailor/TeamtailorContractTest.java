package io.claraconnect.ats.teamtailor;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import io.claraconnect.ats.api.ApplicationKey;
import io.claraconnect.ats.api.AtsEvent;
import io.claraconnect.ats.api.AtsEvent.Kind;
import io.claraconnect.ats.api.ConnectorProvider;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.api.Verification;
import io.claraconnect.ats.api.WebhookRequest;
import io.claraconnect.ats.testkit.Answer;
import io.claraconnect.ats.testkit.ConnectorContract;
import io.claraconnect.ats.testkit.Exercise;
import io.claraconnect.ats.testkit.Sample;
import io.claraconnect.ats.testkit.ScriptedServer;
import reactor.core.publisher.Flux;

/** The contract with company webhooks; triggers are in {@link TeamtailorWebhooksTest}. */
class TeamtailorContractTest extends ConnectorContract {

	@Override
	protected ConnectorProvider provider() {
		return new TeamtailorConnectorProvider();
	}

	@Override
	protected Map<String, Secret> credentials() {
		return Map.of("apiKey", Secret.of("invented-api-key"), "integrationKey", Secret.of("invented-integration-key"));
	}

	@Override
	protected Map<String, String> settings() {
		return Map.of("noteUserId", "900");
	}

	@Override
	protected Exercise read() {
		return new Exercise("GET /v1/job-applications/11",
				(connector, connection) -> connector.reader(connection).application("11"));
	}

	@Override
	protected Exercise write() {
		return new Exercise("POST /v1/notes", (connector, connection) -> connector.writer(connection)
			.addNote(new ApplicationKey("11", "22", "33"), "text"));
	}

	@Override
	protected Flux<?> paged(ScriptedServer vendor) {
		vendor.on("GET /v1/users", Answer.ok("""
				{"data":[{"id":"1","type":"users","attributes":{"name":"Ines","role":"admin"}},
				{"id":"2","type":"users","attributes":{"name":"Omar","role":"user"}}],
				"links":{"next":"%s"}}""".formatted(vendor.url("/v1/users?page%5Bafter%5D=2"))), Answer.ok("""
				{"data":[{"id":"2","type":"users","attributes":{"name":"Omar","role":"user"}},
				{"id":"3","type":"users","attributes":{"name":"Wei","role":"recruiter"}},
				{"id":"4","type":"users","attributes":{"name":"Gone","role":"no_access"}}],"links":{}}"""));
		return this.connector.reader(connection()).users();
	}

	@Override
	protected int pagedElements() {
		return 3;
	}

	@Override
	protected Verification.Scope scope() {
		return Verification.Scope.BODY;
	}

	@Override
	protected List<Sample> samples() {
		return List.of(announces("job_application.create", Kind.APPLICATION_CREATED, "11", null, "33", "\"job_id\":33"),
				announces("job_application.update", Kind.APPLICATION_UPDATED, "11", null, "33",
						"\"job-id\":\"33\",\"updated-at\":\"2026-11-21T11:59:59.000Z\""),
				announces("job_application.update", Kind.REJECTED, "11", null, null,
						"\"rejected_at\":\"2026-11-21T11:59:59.000Z\""),
				announces("job_application.destroy", Kind.APPLICATION_DELETED, "11", null, null, ""),
				announces("candidate.create", Kind.CANDIDATE_UPDATED, null, "11", null, ""),
				announces("candidate.update", Kind.CANDIDATE_UPDATED, null, "11", null, "\"pitch\":\"hello\""),
				announces("candidate.destroy", Kind.CANDIDATE_DELETED, null, "11", null, ""),
				announces("job.create", Kind.JOB_UPDATED, null, null, "11", ""),
				announces("job.update", Kind.JOB_UPDATED, null, null, "11", "\"title\":\"Crane operator\""),
				announces("job.destroy", Kind.JOB_DELETED, null, null, "11", ""),
				Sample.test("company", "{\"payload\":{\"event_name\":\"job.update\",\"data\":{}}}", "job.update"),
				Sample.unknown("company", "{\"payload\":{\"event_name\":\"audit.create\",\"data\":{\"id\":\"1\"}}}",
						"audit.create"));
	}

	@Override
	protected WebhookRequest signed(String slot, String body, Secret secret) {
		String time = Long.toString(NOW.getEpochSecond());
		String plain = "t=" + time + ",v2="
				+ TeamtailorSignature.hex(secret, (time + "." + body).getBytes(StandardCharsets.UTF_8));
		String header = Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
		return request(slot, Map.of("tt-signature", header), body);
	}

	@Override
	protected List<String> signatureHeaders() {
		return List.of("tt-signature");
	}

	private static Sample announces(String event, Kind kind, String applicationId, String candidateId, String jobId,
			String attributes) {
		String body = "{\"payload\":{\"event_name\":\"" + event
				+ "\",\"data\":{\"id\":\"11\",\"type\":\"x\",\"attributes\":{" + attributes + "}}}}";
		return Sample.announces("company", body,
				new AtsEvent(kind, event, applicationId, candidateId, jobId, null, Map.of()));
	}

}
