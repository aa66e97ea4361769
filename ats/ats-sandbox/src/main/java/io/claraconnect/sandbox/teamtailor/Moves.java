package io.claraconnect.sandbox.teamtailor;

import java.time.Instant;
import java.util.Optional;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Request;
import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Application;
import io.claraconnect.sandbox.world.Application.Status;
import io.claraconnect.sandbox.world.Change;
import io.claraconnect.sandbox.world.Doc;
import io.claraconnect.sandbox.world.Ids;
import io.claraconnect.sandbox.world.Job;
import io.claraconnect.sandbox.world.Stage;
import io.claraconnect.sandbox.world.StageVisit;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes of an application. A move is confirmed with the old stage in the answer and
 * takes effect only later (account option {@code stageMoveDelayMs}).
 */
final class Moves {

	private static final String USUAL_DELAY = "20000";

	private final Workbench bench;

	Moves(Workbench bench) {
		this.bench = bench;
	}

	Application patch(View view, String id, Request request) {
		Account account = view.account();
		Application application = account.applications().find(id).orElseThrow(Refused::notFound);
		Input input = Input.of(request);
		Optional<Stage> target = input.related("stage").map((stage) -> stage(account, application, stage));
		Optional<String> reason = input.related("reject-reason");
		if (reason.isPresent() && Docs.find(account, Docs.REASON, reason.get()).isEmpty()) {
			throw Refused.invalid("reject-reason", "must exist");
		}
		if (input.has("rejected-at")) {
			rejection(account, application, input, reason);
		}
		target.ifPresent((stage) -> accept(account, application, stage));
		return account.applications().get(id);
	}

	private static Stage stage(Account account, Application application, String id) {
		return account.jobs()
			.get(application.jobId())
			.stages()
			.stream()
			.filter((stage) -> stage.id().equals(id))
			.findFirst()
			.orElseThrow(() -> Refused.invalid("stage", "is invalid"));
	}

	private void rejection(Account account, Application application, Input input, Optional<String> reason) {
		boolean reject = !input.attribute("rejected-at").isNull();
		if (reject && application.status() != Status.REJECTED) {
			Question.time(input.attribute("rejected-at").asString());
			this.bench.recruiting().reject(account, application.id(), reason.orElse(null), null);
			this.bench.wrote(account, "reject", application, reason.orElse(null));
		}
		if (!reject && application.status() == Status.REJECTED) {
			this.bench.recruiting().unreject(account, application.id(), null);
			this.bench.wrote(account, "unreject", application, null);
		}
	}

	private void accept(Account account, Application application, Stage stage) {
		this.bench.wrote(account, "move", application, stage.name());
		long delay = Long.parseLong(account.settings().option("stageMoveDelayMs", USUAL_DELAY));
		if (delay == 0) {
			move(account, application.id(), stage.id());
			return;
		}
		ObjectNode body = Json.object()
			.put("application", application.id())
			.put("stage", stage.id())
			.put("dueAt", this.bench.now().plusMillis(delay).toString());
		Docs.put(account, "move" + application.id(), Docs.PENDING_MOVE, body, this.bench.now());
	}

	/** Lets the moves take effect whose time has come. */
	void applyDue(Account account) {
		Instant now = this.bench.now();
		for (Doc doc : Docs.of(account, Docs.PENDING_MOVE)) {
			if (!Instant.parse(doc.body().path("dueAt").asString()).isAfter(now)) {
				account.docs().remove(doc.id());
				move(account, doc.body().path("application").asString(), doc.body().path("stage").asString());
			}
		}
	}

	/** Moves now, unless the application is gone or there already. */
	void move(Account account, String applicationId, String stageId) {
		account.applications()
			.find(applicationId)
			.filter((it) -> !it.stageId().equals(stageId))
			.ifPresent((it) -> this.bench.recruiting().move(account, Ids.Style.NUMBER, it.id(), stageId, null));
	}

	/** A hire is a move to the stage for it, and such a move is a hire. */
	Application settled(Account account, Application application, Change.Kind kind, String fromStageId) {
		Job job = account.jobs().get(application.jobId());
		String hired = job.stages()
			.stream()
			.filter((it) -> JobResources.type(job, it).equals("Hired"))
			.map(Stage::id)
			.findFirst()
			.orElse("");
		boolean isThere = application.stageId().equals(hired);
		Instant now = this.bench.now();
		return switch (kind) {
			case HIRED ->
				(isThere || hired.isEmpty()) ? application : account.applications().put(moved(application, hired));
			case UNHIRED ->
				isThere ? account.applications().put(moved(application, before(job, application))) : application;
			case MOVED -> isThere ? account.applications().put(application.hired(now))
					: unhired(account, application, fromStageId.equals(hired), now);
			default -> application;
		};
	}

	private static Application unhired(Account account, Application application, boolean left, Instant now) {
		return (left && application.status() == Status.HIRED) ? account.applications().put(application.active(now))
				: application;
	}

	private Application moved(Application application, String stageId) {
		return application.moved(this.bench.ids().next(Ids.Style.NUMBER), stageId, this.bench.now());
	}

	private static String before(Job job, Application application) {
		return application.visits()
			.reversed()
			.stream()
			.map(StageVisit::stageId)
			.filter((id) -> !id.equals(application.stageId()))
			.findFirst()
			.orElse(job.stages().getFirst().id());
	}

	Reply answer(Documents documents, Catalogue catalogue, View view, Application application, Request request) {
		return answer(documents, catalogue.find("job-applications").orElseThrow(), view, application.id(), request);
	}

	private static <T> Reply answer(Documents documents, Resource<T> resource, View view, String id, Request request) {
		return documents.one(resource, view, resource.find(view, id).orElseThrow(), request, 200);
	}

}
