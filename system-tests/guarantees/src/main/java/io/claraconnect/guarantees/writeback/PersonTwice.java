package io.claraconnect.guarantees.writeback;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import io.claraconnect.guarantees.Mutant;
import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.house.Api;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.Until;
import io.claraconnect.instruments.tenants.Candidacy;
import io.claraconnect.instruments.tenants.Fit;
import io.claraconnect.instruments.tenants.Tenant;
import io.claraconnect.local.launcher.Service;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One person applies for two jobs, at a vendor whose tags belong to the person. */
public final class PersonTwice implements Scenario {

	private static final String RECRUITERS = "Silver medal";

	private static final String RESUME = "Tova Example\n\nSkills\nJava, Spring Boot, PostgreSQL\n";

	@Override
	public String id() {
		return "W2";
	}

	@Override
	public String name() {
		return "one person, two jobs";
	}

	@Override
	public String promise() {
		return "The person has the better tag of both, a note for each, and keeps a recruiter's own tag.";
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Desk desk = Desk.of(house, size, List.of("greenhouse"), 1);
		Tenant tenant = desk.tenant();
		ObjectNode both = Api.object();
		ArrayNode tracked = both.putArray("tracked");
		tracked.addObject().put("jobId", tenant.jobId());
		tracked.addObject().put("jobId", tenant.otherJobId());
		tenant.platform().put(tenant.api() + "/jobs", both);
		Until.holds("the second job is known", size.patience(), () -> house.sql()
			.number("SELECT count(*) FROM sync.job WHERE integration_id = ?", tenant.integrationId()) > 1);
		Candidacy first = tenant.apply("Tova Example", Fit.CLEAR);
		first.tag(RECRUITERS);
		ObjectNode again = Api.object()
			.put("candidateId", first.candidateId())
			.put("name", "Tova Example")
			.put("jobId", tenant.otherJobId());
		again.putObject("resume")
			.put("fileName", "cv.txt")
			.put("contentType", "text/plain")
			.put("contentBase64", Base64.getEncoder().encodeToString(RESUME.getBytes(StandardCharsets.UTF_8)));
		Candidacy second = tenant.apply(again);
		List<Candidacy> applications = List.of(first, second);
		desk.awaitWritten(applications);
		int changes = 0;
		for (List<String> pair : List.of(List.of("not_qualified", "qualified"), List.of("pre_qualified", "qualified"),
				List.of("pre_qualified", "not_qualified"), List.of("qualified", "not_qualified"))) {
			first.decide(pair.get(0));
			second.decide(pair.get(1));
			desk.awaitWritten(applications);
			String better = pair.contains("qualified") ? "CLARA qualified" : "CLARA pre_qualified";
			Scene.require(first.tags().equals(List.of(better)), "after " + pair + " the tags are " + first.tags());
			Scene.require(Desk.foreignTags(first).contains(RECRUITERS), "the recruiter's own tag is gone");
			changes++;
		}
		return new Outcome().with("changes", changes).with("notes on both", first.notes().size());
	}

	@Override
	public List<Mutant> mutants() {
		return List.of(Mutant.cut("the rule for persons", Service.WRITEBACK_SERVICE,
				"io.claraconnect.writeback.plan.WritebackPlanner#best", "empty-optional"));
	}

}
