package io.claraconnect.guarantees.writeback;

import java.util.List;

import io.claraconnect.guarantees.Mutant;
import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.guarantees.delivery.Repeating;
import io.claraconnect.instruments.house.Api;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.Until;
import io.claraconnect.instruments.tenants.Candidacy;
import io.claraconnect.instruments.tenants.Fit;
import io.claraconnect.instruments.tenants.Tenant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Our own move comes back as a webhook, at a connection whose moves are switched on. */
public final class OwnEcho implements Scenario {

	/** Calls to the vendor for one application, reads of the echo included. */
	private static final int CALLS_AT_MOST = 60;

	@Override
	public String id() {
		return "W3";
	}

	@Override
	public String name() {
		return "our own write comes back";
	}

	@Override
	public String promise() {
		return "An echo of our own move is read once and moves, notes and tags nothing again.";
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Desk desk = Desk.of(house, size, List.of("greenhouse"), 1);
		Tenant tenant = desk.tenant();
		JsonNode stages = tenant.control().get(tenant.account() + "/jobs/" + tenant.jobId()).path("stages");
		String target = stages.path(1).path("id").asString("");
		tenant.configure(moves(tenant.jobId(), target));
		int calls = desk.asked(tenant).size();
		int arrivals = desk.scene().arrivals().size();
		Candidacy candidacy = tenant.apply("Echo Example", Fit.CLEAR);
		desk.awaitWritten(List.of(candidacy));
		Until.holds("our own move comes back", size.patience(), () -> desk.scene().arrivals().size() >= arrivals + 2);
		desk.awaitWritten(List.of(candidacy));
		int settled = desk.asked(tenant).size();
		desk.settle();
		int writes = candidacy.writes("note") + candidacy.writes("tag") + candidacy.writes("move");
		Scene.require(candidacy.writes("move") == 1, candidacy.writes("move") + " moves");
		Scene.require(writes == 3, "not one note, one tag and one move but " + writes + " writes");
		Scene.require(settled - calls <= CALLS_AT_MOST, (settled - calls) + " calls for one application");
		Scene.require(desk.asked(tenant).size() == settled, "calls go on after everything is at rest");
		return new Outcome().with("writes", writes)
			.with("calls to the vendor", settled - calls)
			.with("webhooks", desk.scene().arrivals().size() - arrivals);
	}

	private static ObjectNode moves(String jobId, String stageId) {
		ObjectNode settings = Api.object().put("moveStages", true);
		ArrayNode moves = settings.putArray("stageMoves");
		for (String status : List.of("qualified", "pre_qualified", "not_qualified")) {
			moves.addObject().put("jobId", jobId).put("status", status).put("stageId", stageId);
		}
		return settings;
	}

	@Override
	public List<Mutant> mutants() {
		return List.of(Repeating.COMPARING);
	}

}
