package io.claraconnect.ats.lever;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

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

class LeverContractTest extends ConnectorContract {

	private static final String DATA = "{\"opportunityId\":\"opp-1\",\"candidateId\":\"opp-1\",\"contactId\":\"con-1\"}";

	@Override
	protected ConnectorProvider provider() {
		return new LeverConnectorProvider();
	}

	@Override
	protected Map<String, Secret> credentials() {
		return Map.of("accessToken", Secret.of("invented-access-token"));
	}

	@Override
	protected Exercise read() {
		return new Exercise("GET /v1/opportunities/11",
				(connector, connection) -> connector.reader(connection).application("11"));
	}

	@Override
	protected Exercise write() {
		return new Exercise("POST /v1/opportunities/11/notes", (connector, connection) -> connector.writer(connection)
			.addNote(new ApplicationKey("11", "22", "33"), "text"));
	}

	@Override
	protected Flux<?> paged(ScriptedServer vendor) {
		vendor.on("GET /v1/users", Answer.ok("""
				{"data":[{"id":"u1","name":"Ines"},{"id":"u2","name":"Omar"}],"hasNext":true,"next":"%5B3%2C1%5D"}"""),
				Answer.ok("""
						{"data":[{"id":"u2","name":"Omar"},{"id":"u3","name":"Wei"}]}"""));
		return this.connector.reader(connection()).users();
	}

	@Override
	protected int pagedElements() {
		return 3;
	}

	@Override
	protected Verification.Scope scope() {
		return Verification.Scope.ENVELOPE;
	}

	@Override
	protected List<Sample> samples() {
		return List.of(announces("application-created", "applicationCreated", DATA, Kind.APPLICATION_CREATED),
				announces("candidate-stage-change", "candidateStageChange", DATA, Kind.STAGE_CHANGED),
				announces("candidate-archive-change", "candidateArchiveChange",
						DATA.replace("}", ",\"toArchived\":{\"reason\":\"r\"}}"), Kind.REJECTED),
				announces("candidate-archive-change", "candidateArchiveChange",
						DATA.replace("}", ",\"toArchived\":null}"), Kind.UNREJECTED),
				announces("candidate-hired", "candidateHired", DATA, Kind.HIRED),
				announces("candidate-deleted", "candidateDeleted", DATA, Kind.APPLICATION_DELETED),
				Sample.announces("contact-updated", body("contactUpdated", "{\"contactId\":\"con-1\"}"),
						new AtsEvent(Kind.CANDIDATE_UPDATED, "contactUpdated", null, "con-1", null, null, Map.of())),
				Sample.test("candidate-hired", body("candidateHired", "{}"), "candidateHired"),
				Sample.unknown("candidate-hired", body("offerSigned", DATA), "offerSigned"));
	}

	@Override
	protected WebhookRequest signed(String slot, String body, Secret secret) {
		String token = "nonce-" + Integer.toHexString(body.hashCode());
		byte[] mac = WebhookSignatures.hmacSha256(secret,
				(token + NOW.toEpochMilli()).getBytes(StandardCharsets.UTF_8));
		String members = "{\"token\":\"" + token + "\",\"triggeredAt\":" + NOW.toEpochMilli() + ",\"signature\":\""
				+ HexFormat.of().formatHex(mac) + "\",";
		return request(slot, Map.of(), members + body.substring(1));
	}

	@Override
	protected WebhookRequest tampered(WebhookRequest delivery) {
		String body = new String(delivery.body(), StandardCharsets.UTF_8);
		return request(delivery.slot(), Map.of(), body.replace("nonce-", "nonce_"));
	}

	@Override
	protected List<String> signatureHeaders() {
		return List.of();
	}

	private static Sample announces(String slot, String event, String data, Kind kind) {
		return Sample.announces(slot, body(event, data),
				new AtsEvent(kind, event, "opp-1", "con-1", null, null, Map.of()));
	}

	private static String body(String event, String data) {
		return "{\"event\":\"" + event + "\",\"data\":" + data + "}";
	}

}
