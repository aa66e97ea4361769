package io.claraconnect.ats.greenhouse;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.claraconnect.ats.api.ApplicationKey;
import io.claraconnect.ats.api.AtsEvent;
import io.claraconnect.ats.api.AtsEvent.Kind;
import io.claraconnect.ats.api.ConnectorProvider;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.api.Verification;
import io.claraconnect.ats.api.WebhookRequest;
import io.claraconnect.ats.http.WebhookSignatures;
import io.claraconnect.ats.testkit.Answer;
import io.claraconnect.ats.testkit.ConnectorContract;
import io.claraconnect.ats.testkit.Exercise;
import io.claraconnect.ats.testkit.Sample;
import io.claraconnect.ats.testkit.ScriptedServer;
import reactor.core.publisher.Flux;

class GreenhouseContractTest extends ConnectorContract {

	private static final String APPLICATION = "71200340002";

	private static final String CANDIDATE = "61200340002";

	private static final String JOB = "4400120002";

	@Override
	protected ConnectorProvider provider() {
		return new GreenhouseProvider();
	}

	@Override
	protected Map<String, Secret> credentials() {
		return Map.of("clientId", Secret.of("client-9"), "clientSecret", Secret.of("shh"));
	}

	@Override
	protected void prepare(ScriptedServer vendor) {
		vendor.on("POST /token", Answer.ok("""
				{"token_type":"Bearer","access_token":"jwt","expires_at":"2026-11-21T13:00:00Z"}"""));
	}

	@Override
	protected Exercise read() {
		return new Exercise("GET /v3/users", (connector, connection) -> connector.reader(connection).users());
	}

	@Override
	protected Exercise write() {
		ApplicationKey key = new ApplicationKey(APPLICATION, CANDIDATE, JOB);
		return new Exercise("POST /v3/notes",
				(connector, connection) -> connector.writer(connection).addNote(key, "x"));
	}

	@Override
	protected Flux<?> paged(ScriptedServer vendor) {
		vendor.on("GET /v3/users", page("[{\"id\":3},{\"id\":2}]", vendor.url("/v3/users?cursor=eyJ%3D")),
				page("[{\"id\":2},{\"id\":1}]", vendor.url("/v3/users?cursor=eyK%3D")), Answer.ok("[]"));
		return this.connector.reader(connection()).users();
	}

	private static Answer page(String body, String next) {
		return Answer.ok(body).header("Link", "<" + next + ">; rel=\"next\"");
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
	protected List<String> signatureHeaders() {
		return List.of("signature");
	}

	@Override
	protected WebhookRequest signed(String slot, String body, Secret secret) {
		byte[] mac = WebhookSignatures.hmacSha256(secret, body.getBytes(StandardCharsets.UTF_8));
		return request(slot,
				Map.of("signature", "sha256 " + HexFormat.of().formatHex(mac), "greenhouse-event-id", "event-1"), body);
	}

	@Override
	protected List<Sample> samples() {
		Stream<Sample> applications = Stream.of(
				application("new-application", "new_candidate_application", Kind.APPLICATION_CREATED),
				application("new-application", "new_prospect_application", Kind.APPLICATION_CREATED),
				application("application-updated", "application_updated", Kind.APPLICATION_UPDATED),
				application("stage-changed", "candidate_stage_change", Kind.STAGE_CHANGED),
				application("rejected", "reject_candidate", Kind.REJECTED),
				application("unrejected", "unreject_candidate", Kind.UNREJECTED),
				application("unhired", "unhire_candidate", Kind.UNHIRED));
		Stream<Sample> others = Stream.of(
				Sample.announces("hired", Fixture.text("hire-webhook.json"),
						new AtsEvent(Kind.HIRED, "hire_candidate", APPLICATION, CANDIDATE, JOB, null, Map.of())),
				Sample.announces("application-deleted",
						"""
								{"action":"delete_application","payload":{"application":{"id":1,"candidate_id":2,"job_id":3}}}""",
						new AtsEvent(Kind.APPLICATION_DELETED, "delete_application", "1", "2", "3", null, Map.of())),
				candidate("candidate-updated", "update_candidate", "{\"candidate\":{\"id\":2}}",
						Kind.CANDIDATE_UPDATED),
				candidate("candidate-deleted", "delete_candidate",
						"{\"person\":{\"id\":2,\"deleted_application_ids\":[1]}}", Kind.CANDIDATE_DELETED),
				candidate("candidate-merged", "merge_candidate", "{\"person\":{\"id\":2,\"new_candidate_id\":5}}",
						Kind.CANDIDATE_MERGED),
				candidate("candidate-anonymized", "candidate_anonymized",
						"{\"candidate_id\":2,\"anonymized_fields\":[\"full_name\"]}", Kind.CANDIDATE_ANONYMIZED),
				job("job_created", "{\"job\":{\"id\":3,\"name\":\"x\"}}", Kind.JOB_UPDATED),
				job("job_updated", "{\"job\":{\"id\":3,\"name\":\"x\"}}", Kind.JOB_UPDATED),
				job("job_approved", "{\"approval_flow\":{},\"job\":{\"id\":3}}", Kind.JOB_UPDATED),
				job("job_deleted", "{\"job\":{\"id\":3,\"name\":\"x\"}}", Kind.JOB_DELETED),
				job("job_post_created", "{\"id\":9,\"title\":\"x\",\"job_id\":3}", Kind.JOB_UPDATED),
				job("job_post_updated", "{\"id\":9,\"title\":\"x\",\"job_id\":3}", Kind.JOB_UPDATED),
				job("job_post_deleted", "{\"job_post\":{\"id\":9,\"job_id\":3}}", Kind.JOB_UPDATED),
				job("job_interview_stage_deleted", "{\"job_interview_stage\":{\"id\":9,\"job_id\":3}}",
						Kind.JOB_UPDATED),
				Sample.test("hired",
						"""
								{"action":"ping","payload":{"web_hook_id":7,"event":"Candidate has been hired","active":true}}""",
						"Candidate has been hired"),
				Sample.unknown("job-updated", """
						{"action":"job_post_updated","payload":{"id":9,"title":"post of prospects"}}""",
						"job_post_updated"),
				Sample.unknown("hired", """
						{"action":"offer_created","payload":{"id":9,"application_id":1}}""", "offer_created"));
		return Stream.concat(applications, others).toList();
	}

	private static Sample application(String slot, String action, Kind kind) {
		boolean rejected = kind == Kind.REJECTED;
		String body = Fixture.text("application-webhook.json")
			.replace("ACTION", action)
			.replace("REJECTED", rejected ? "\"2026-11-20T10:11:12Z\"" : "null")
			.replace("STATUS", rejected ? "rejected" : "active");
		return Sample.announces(slot, body, new AtsEvent(kind, action, APPLICATION, CANDIDATE, JOB, null, Map.of()));
	}

	private static Sample candidate(String slot, String action, String payload, Kind kind) {
		return Sample.announces(slot, "{\"action\":\"" + action + "\",\"payload\":" + payload + "}",
				new AtsEvent(kind, action, null, "2", null, null, Map.of()));
	}

	private static Sample job(String action, String payload, Kind kind) {
		return Sample.announces("job-updated", "{\"action\":\"" + action + "\",\"payload\":" + payload + "}",
				new AtsEvent(kind, action, null, null, "3", null, Map.of()));
	}

}
