package io.claraconnect.sandbox.teamtailor;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Application;
import io.claraconnect.sandbox.world.Doc;
import io.claraconnect.sandbox.world.Job;
import io.claraconnect.sandbox.world.Stage;
import tools.jackson.databind.node.ObjectNode;

/** Jobs, their stages and the triggers on these. */
final class JobResources {

	private static final Set<String> STATUSES = Set.of("published", "unlisted", "archived", "draft", "scheduled",
			"all");

	private static final List<String> STAGE_TYPES = List.of("Inbox", "In process", "Hired");

	private JobResources() {
	}

	static void register(Catalogue catalogue) {
		catalogue.add(jobs());
		catalogue.add(stages());
		catalogue.add(new Resource<Doc>(Docs.TRIGGER, Doc::id, (view) -> Docs.of(view.account(), Docs.TRIGGER),
				(view, id) -> Docs.find(view.account(), Docs.TRIGGER, id), (view, doc) -> trigger(doc))
			.one("stage", "stages", (view, doc) -> List.of(doc.body().path("stageId").asString())));
		catalogue.add(new Resource<String>("stage-types", (name) -> Integer.toString(STAGE_TYPES.indexOf(name) + 1),
				(view) -> STAGE_TYPES,
				(view, id) -> STAGE_TYPES.stream()
					.filter((it) -> Integer.toString(STAGE_TYPES.indexOf(it) + 1).equals(id))
					.findFirst(),
				(view, name) -> Json.object().put("name", name)));
	}

	private static Resource<Job> jobs() {
		return new Resource<Job>("jobs", Job::id,
				(view) -> view.account()
					.jobs()
					.listed()
					.stream()
					.filter((job) -> view.admin() || isPublic(job))
					.toList(),
				(view, id) -> view.account().jobs().find(id).filter((job) -> view.admin() || isPublic(job)),
				JobResources::job)
			.links((view, job) -> jobLinks(job))
			.one("user", "users", (view, job) -> List.of(view.account().credential("recruiterId")))
			.many("stages", "stages", (view, job) -> job.stages().stream().map(Stage::id).toList())
			.many("candidates", "candidates", (view,
					job) -> applications(view.account(), job.id()).stream().map(Application::candidateId).toList())
			.many("job-applications", "job-applications",
					(view, job) -> applications(view.account(), job.id()).stream().map(Application::id).toList())
			.many("questions", Docs.QUESTION, (view, job) -> List.of())
			.none(false, "department", "role", "location", "requisition", "team", "division")
			.none(true, "locations", "regions", "picked-questions", "team-memberships", "colleagues", "activities",
					"custom-field-values", "custom-fields")
			.filter("status", JobResources::hasStatus)
			.filter("feed", (view, job, value) -> value.equals("public") == isPublic(job))
			.filter("remote-status", (view, job, value) -> value.equals("none"))
			.filter("tags", (view, job, value) -> false);
	}

	/** {@code open} is a status of a job, but not one to filter by. */
	private static boolean hasStatus(View view, Job job, String value) {
		if (!STATUSES.contains(value)) {
			throw Refused.bad();
		}
		return value.equals("all") || value.equals(humanStatus(job));
	}

	private static boolean isPublic(Job job) {
		return humanStatus(job).equals("published");
	}

	static String humanStatus(Job job) {
		return switch (job.status()) {
			case "open" -> job.published() ? "published" : "unlisted";
			case "closed" -> "archived";
			default -> "draft";
		};
	}

	private static List<Application> applications(Account account, String jobId) {
		return account.applications().listed().stream().filter((it) -> it.jobId().equals(jobId)).toList();
	}

	private static ObjectNode job(View view, Job job) {
		String human = humanStatus(job);
		ObjectNode result = Json.object()
			.put("title", job.title())
			.put("body", job.descriptionHtml())
			.put("pitch", "")
			.put("status", human.equals("published") ? "open" : human)
			.put("human-status", human)
			.put("internal", false)
			.put("pinned", false)
			.put("apply-button-text", "Apply for this job")
			.putNull("external-application-url")
			.putNull("start-date")
			.putNull("end-date")
			.putNull("picture")
			.put("remote-status", "none")
			.put("language-code", "en")
			.put("mailbox", "job-" + job.id() + "@inbound.teamtailor.com");
		for (String name : List.of("name", "resume", "cover-letter", "phone")) {
			result.put(name + "-requirement", "optional");
		}
		if (view.admin()) {
			result.putArray("tags");
			result.put("created-at", Docs.time(job.createdAt()));
		}
		return result.put("updated-at", Docs.time(job.updatedAt()));
	}

	private static ObjectNode jobLinks(Job job) {
		String url = "https://career.teamtailor.com/jobs/" + job.id() + "-"
				+ job.title().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
		return Json.object()
			.put("careersite-job-url", url)
			.put("careersite-job-apply-url", url + "/applications/new")
			.put("careersite-job-apply-iframe-url", url + "/applications/new?iframe=true");
	}

	private static Resource<Step> stages() {
		return new Resource<Step>("stages", (step) -> step.stage().id(), (view) -> steps(view.account()),
				(view, id) -> steps(view.account()).stream().filter((it) -> it.stage().id().equals(id)).findFirst(),
				JobResources::stage)
			.one("job", "jobs", (view, step) -> List.of(step.job().id()))
			.many("job-applications", "job-applications",
					(view, step) -> applications(view.account(), step.job().id()).stream()
						.filter((it) -> it.stageId().equals(step.stage().id()))
						.map(Application::id)
						.toList())
			.many("triggers", Docs.TRIGGER,
					(view, step) -> Docs.ids(view.account(), Docs.TRIGGER, "stageId", step.stage().id()))
			.one("stage-type", "stage-types",
					(view, step) -> List.of(Integer.toString(STAGE_TYPES.indexOf(type(step.job(), step.stage())) + 1)))
			.filter("job", (view, step, value) -> step.job().id().equals(value))
			.filter("stage-type", (view, step, value) -> type(step.job(), step.stage()).equalsIgnoreCase(value));
	}

	private static List<Step> steps(Account account) {
		return account.jobs()
			.listed()
			.stream()
			.flatMap((job) -> job.stages().stream().map((stage) -> new Step(job, stage)))
			.toList();
	}

	/** Returns which of the three types a stage is of. */
	static String type(Job job, Stage stage) {
		if (job.stages().getFirst().equals(stage)) {
			return "Inbox";
		}
		return stage.name().equalsIgnoreCase("Hired") ? "Hired" : "In process";
	}

	private static ObjectNode stage(View view, Step step) {
		List<Application> here = applications(view.account(), step.job().id()).stream()
			.filter((it) -> it.stageId().equals(step.stage().id()))
			.toList();
		long rejected = here.stream().filter((it) -> it.status() == Application.Status.REJECTED).count();
		return Json.object()
			.put("name", step.stage().name())
			.put(view.modern() ? "legacy-stage-type-name" : "stage-type", type(step.job(), step.stage()))
			.put("row-order", step.job().stages().indexOf(step.stage()) * 1000)
			.put("active-job-applications-count", here.size() - rejected)
			.put("rejected-job-applications-count", rejected)
			.put("created-at", Docs.time(step.job().createdAt()))
			.put("updated-at", Docs.time(step.job().createdAt()));
	}

	private static ObjectNode trigger(Doc doc) {
		return Json.object()
			.put("trigger-type", "Webhook")
			.put("data", doc.body().path("data").toString())
			.put("created-at", Docs.time(doc.createdAt()))
			.put("updated-at", Docs.time(doc.createdAt()));
	}

	private record Step(Job job, Stage stage) {
	}

}
