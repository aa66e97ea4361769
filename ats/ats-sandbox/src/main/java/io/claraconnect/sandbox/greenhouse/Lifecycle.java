package io.claraconnect.sandbox.greenhouse;

import java.util.List;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Router;
import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.world.Application;
import io.claraconnect.sandbox.world.Application.Status;
import io.claraconnect.sandbox.world.Ids;
import io.claraconnect.sandbox.world.Job;
import io.claraconnect.sandbox.world.Stage;
import tools.jackson.databind.node.ObjectNode;

/**
 * Moves, rejections and hires over the API; they fire webhooks like those made by hand.
 */
final class Lifecycle {

	private final Workbench bench;

	Lifecycle(Workbench bench) {
		this.bench = bench;
	}

	void register(Router<Endpoint> router) {
		on(router, "move", this::move);
		on(router, "reject", this::reject);
		on(router, "unreject", this::unreject);
		on(router, "hire", this::hire);
	}

	private static void on(Router<Endpoint> router, String action, Endpoint.Action perform) {
		router.on("POST", "/v3/applications/{id}/" + action,
				new Endpoint("harvest:applications:" + action, false, perform));
	}

	/**
	 * The stage to leave must be the current one: by its visit, or by its id in the job.
	 */
	private Reply move(Caller caller) {
		Application application = application(caller);
		ObjectNode body = caller.body();
		String from = Writes.required(body, "from_stage_id");
		in(application, Status.ACTIVE);
		if (!from.equals(application.visit().id()) && !from.equals(application.stageId())) {
			throw Refused.invalid("from_stage_id", "does not match the current stage of the application");
		}
		if (body.hasNonNull("to_job_id")) {
			return transfer(caller, application, Json.text(body, "to_job_id", ""));
		}
		Job job = caller.account().jobs().get(application.jobId());
		Stage target = body.hasNonNull("to_stage_id") ? named(job, Json.text(body, "to_stage_id", ""))
				: next(job, application);
		this.bench.recruiting()
			.move(caller.account(), Ids.Style.SILO_NUMBER, application.id(), target.id(), caller.user().id());
		this.bench.wrote(caller.account(), "move", application, target.name());
		return Reply.empty(204);
	}

	private Reply transfer(Caller caller, Application application, String jobId) {
		Job job = caller.account().jobs().find(jobId).orElseThrow(() -> Refused.invalid("to_job_id", "is invalid"));
		this.bench.recruiting()
			.transfer(caller.account(), Ids.Style.SILO_NUMBER, application.id(), job, caller.user().id());
		this.bench.wrote(caller.account(), "move", application, job.title());
		return Reply.empty(204);
	}

	private static Stage named(Job job, String id) {
		return job.stages()
			.stream()
			.filter((stage) -> stage.id().equals(id))
			.findFirst()
			.orElseThrow(() -> Refused.invalid("to_stage_id", "is not a stage of the job"));
	}

	private static Stage next(Job job, Application application) {
		List<String> ids = job.stages().stream().map(Stage::id).toList();
		int index = ids.indexOf(application.stageId()) + 1;
		if (index >= ids.size()) {
			throw Refused.invalid("Application is already in the last stage");
		}
		return job.stages().get(index);
	}

	private Reply reject(Caller caller) {
		Application application = application(caller);
		String reason = Writes.required(caller.body(), "rejection_reason_id");
		in(application, Status.ACTIVE);
		boolean known = caller.account()
			.docs()
			.find(reason)
			.filter((doc) -> doc.kind().equals("rejection_reasons"))
			.isPresent();
		if (!known) {
			throw Refused.invalid("rejection_reason_id", "is invalid");
		}
		this.bench.recruiting().reject(caller.account(), application.id(), reason, caller.user().id());
		this.bench.wrote(caller.account(), "reject", application, reason);
		return Reply.empty(204);
	}

	private Reply unreject(Caller caller) {
		Application application = in(application(caller), Status.REJECTED);
		this.bench.recruiting().unreject(caller.account(), application.id(), caller.user().id());
		this.bench.wrote(caller.account(), "unreject", application, null);
		return Reply.empty(204);
	}

	private Reply hire(Caller caller) {
		Application application = in(application(caller), Status.ACTIVE);
		this.bench.recruiting().hire(caller.account(), application.id(), caller.user().id());
		this.bench.wrote(caller.account(), "hire", application, null);
		return Reply.empty(204);
	}

	private static Application application(Caller caller) {
		return caller.account().applications().find(caller.id()).orElseThrow(Refused::notFound);
	}

	private static Application in(Application application, Status status) {
		if (application.status() != status) {
			String wanted = (status == Status.ACTIVE) ? "active" : "rejected";
			String actual = (application.status() == Status.ACTIVE) ? "active" : Rows.status(application);
			throw Refused.invalid("Application must be '" + wanted + "', is currently '" + actual + "'");
		}
		return application;
	}

}
