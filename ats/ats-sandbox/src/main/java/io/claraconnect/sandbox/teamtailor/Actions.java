package io.claraconnect.sandbox.teamtailor;

import java.util.Optional;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Application;
import io.claraconnect.sandbox.world.Doc;
import io.claraconnect.sandbox.world.Ids;
import io.claraconnect.sandbox.world.Job;
import io.claraconnect.sandbox.world.Stage;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What people can do in Teamtailor that no other vendor knows, for the control API. */
final class Actions {

	private final Workbench bench;

	private final Partner partner;

	Actions(Workbench bench, Partner partner) {
		this.bench = bench;
		this.partner = partner;
	}

	Optional<Reply> perform(Account account, String name, ObjectNode body) {
		return switch (name) {
			case "add-trigger" -> Optional.of(addTrigger(account, body));
			case "send-partner-webhook" -> Optional.of(send(account, body));
			case "partner-results" -> Optional.of(results(account));
			case "renew-integration-key" -> Optional.of(renew(account));
			default -> Optional.empty();
		};
	}

	private Reply addTrigger(Account account, ObjectNode body) {
		Job job = account.jobs().get(Json.text(body, "jobId", ""));
		String wanted = Json.text(body, "stage", job.stages().getFirst().name());
		Stage stage = job.stage(wanted)
			.orElseThrow(() -> new IllegalArgumentException("The job has no stage " + wanted));
		Doc trigger = this.partner.addTrigger(account, job, stage.id(), body);
		return Reply.json(201, Json.object().put("id", trigger.id()).put("stageId", stage.id()));
	}

	/** A recruiter presses "Send webhook" on a candidate. */
	private Reply send(Account account, ObjectNode body) {
		Application application = account.applications().get(Json.text(body, "applicationId", ""));
		this.partner.fire(account, application, null);
		return Reply.empty(202);
	}

	/** The cards as the recruiter sees them. */
	private static Reply results(Account account) {
		ArrayNode result = Json.array();
		Docs.of(account, Docs.RESULT).forEach((doc) -> {
			ObjectNode row = Json.object().put("id", doc.id());
			row.setAll(doc.body());
			result.add(row);
		});
		return Reply.json(200, result);
	}

	/** The customer deactivates the integration and activates it anew. */
	private Reply renew(Account account) {
		account.credentials().put("integrationKey", this.bench.ids().uuid());
		account.credentials().put("activationId", this.bench.ids().next(Ids.Style.NUMBER));
		return Reply.json(200, Json.object().put("integrationKey", account.credential("integrationKey")));
	}

}
