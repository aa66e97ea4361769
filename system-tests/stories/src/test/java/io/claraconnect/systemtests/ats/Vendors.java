package io.claraconnect.systemtests.ats;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import io.claraconnect.ats.api.AtsEvent.Kind;
import io.claraconnect.ats.api.AtsId;
import io.claraconnect.systemtests.ats.Vendor.Announced;
import io.claraconnect.systemtests.ats.Vendor.Hook;
import io.claraconnect.systemtests.ats.Vendor.Missing;
import io.claraconnect.systemtests.ats.Vendor.Paths;

/** The vendors, and the ways into their accounts. */
final class Vendors {

	private static final Paths LEVER_PATHS = new Paths("^/v1/opportunities/[^/]+$", "^/v1/opportunities/[^/]+/notes$");

	private static final List<Announced> LEVER_EVENTS = List.of(
			new Announced("apply", "applicationCreated", Kind.APPLICATION_CREATED),
			new Announced("move", "candidateStageChange", Kind.STAGE_CHANGED),
			new Announced("reject", "candidateArchiveChange", Kind.REJECTED),
			new Announced("unreject", "candidateArchiveChange", Kind.UNREJECTED),
			new Announced("hire", "candidateHired", Kind.HIRED),
			new Announced("unhire", "candidateArchiveChange", Kind.UNREJECTED),
			new Announced("delete", "candidateDeleted", Kind.APPLICATION_DELETED));

	private static final Missing LEVER_MISSING = new Missing("withoutScopes", "resumes:read:admin resumes:read",
			"resumes:read:admin");

	private Vendors() {
	}

	static Vendor greenhouse() {
		List<Announced> events = List.of(new Announced("apply", "new_candidate_application", Kind.APPLICATION_CREATED),
				new Announced("move", "candidate_stage_change", Kind.STAGE_CHANGED),
				new Announced("reject", "reject_candidate", Kind.REJECTED),
				new Announced("unreject", "unreject_candidate", Kind.UNREJECTED),
				new Announced("hire", "hire_candidate", Kind.HIRED),
				new Announced("unhire", "unhire_candidate", Kind.UNHIRED),
				new Announced("tag", "update_candidate", Kind.CANDIDATE_UPDATED),
				new Announced("delete", "delete_candidate", Kind.CANDIDATE_DELETED));
		return new Vendor(new AtsId("greenhouse"), Map.of(),
				Map.of("clientId", "clientId", "clientSecret", "clientSecret"), Map.of(),
				Map.of("actingUserId", "adminUserId"), hooks(events), events, "Lacking skills or qualifications", 500,
				new Missing("withoutScopes", "harvest:attachments:list", "harvest:attachments:list"),
				new Paths("^/v3/applications$", "^/v3/notes$"));
	}

	/** As the app that all accounts share; it cannot act for a user of its choice. */
	static Vendor greenhouseByConsent() {
		Vendor own = greenhouse();
		return new Vendor(own.id(), Map.of(), Map.of(),
				Map.of("clientId", "partnerClientId", "clientSecret", "partnerClientSecret"), Map.of(), own.hooks(),
				own.announced(), own.reason(), own.jobsPerPage(), own.missing(), own.paths());
	}

	static Vendor leverByKey() {
		return new Vendor(new AtsId("lever"), Map.of(), Map.of("apiKey", "apiKey"), Map.of(), Map.of(),
				hooks(LEVER_EVENTS), LEVER_EVENTS, "Underqualified", 100, LEVER_MISSING, LEVER_PATHS);
	}

	static Vendor leverByConsent() {
		return new Vendor(new AtsId("lever"), Map.of(), Map.of(),
				Map.of("clientId", "partnerClientId", "clientSecret", "partnerClientSecret"), Map.of(),
				hooks(LEVER_EVENTS), LEVER_EVENTS, "Underqualified", 100, LEVER_MISSING, LEVER_PATHS);
	}

	static Vendor teamtailor() {
		List<Announced> events = List.of(new Announced("apply", "partner-event", Kind.APPLICATION_CREATED),
				new Announced("apply", "job_application.create", Kind.APPLICATION_CREATED),
				new Announced("move", "job_application.update", Kind.STAGE_CHANGED),
				new Announced("reject", "job_application.update", Kind.REJECTED),
				new Announced("unreject", "job_application.update", Kind.APPLICATION_UPDATED),
				new Announced("hire", "job_application.update", Kind.STAGE_CHANGED),
				new Announced("unhire", "job_application.update", Kind.STAGE_CHANGED),
				new Announced("delete", "candidate.destroy", Kind.CANDIDATE_DELETED));
		return new Vendor(new AtsId("teamtailor"), Map.of(),
				Map.of("apiKey", "apiKey", "integrationKey", "integrationKey"), Map.of(), Map.of(),
				List.of(new Hook("partner", "trigger", "partnerSecret"),
						new Hook("*", "company", "webhookSignatureKey")),
				events, "Not a fit", 30, new Missing("apiKeyScope", "Internal", "credentials"),
				new Paths("^/v1/job-applications/[^/]+$", "^/v1/notes$"));
	}

	/** One webhook for each event, each to a slot of its own. */
	private static List<Hook> hooks(List<Announced> events) {
		Stream<String> names = events.stream().map(Announced::event).distinct();
		return names.map((event) -> new Hook(event, event.toLowerCase(Locale.ROOT).replace('_', '-'), "")).toList();
	}

}
