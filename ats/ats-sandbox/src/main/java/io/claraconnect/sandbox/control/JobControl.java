package io.claraconnect.sandbox.control;

import java.util.List;
import java.util.function.Function;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Router;
import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Job;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The jobs of an account. */
final class JobControl {

	private final ExampleJobs maker;

	private final Workbench bench;

	JobControl(Workbench bench) {
		this.bench = bench;
		this.maker = new ExampleJobs(bench);
	}

	void register(Router<Function<Call, Reply>> router) {
		router.on("POST", "/{vendor}/accounts/{account}/jobs", this::create)
			.on("GET", "/{vendor}/accounts/{account}/jobs", this::list)
			.on("GET", "/{vendor}/accounts/{account}/jobs/{job}",
					(call) -> Reply.json(200, view(call.account().jobs().get(call.variable("job")))))
			.on("PATCH", "/{vendor}/accounts/{account}/jobs/{job}", this::edit);
	}

	private Reply create(Call call) {
		ObjectNode body = call.body();
		List<String> stages = Call.texts(body, "stages");
		Job job = this.maker.job(call.account(), call.vendor(), Call.required(body, "title"),
				Json.text(body, "description", ""), Json.text(body, "status", "open"),
				body.path("published").asBoolean(true), Json.text(body, "location", "Remote"),
				stages.isEmpty() ? call.vendor().usualStages() : stages);
		return Reply.json(201, view(call.account().jobs().put(job)));
	}

	private Reply list(Call call) {
		ArrayNode result = Json.array();
		call.account().jobs().all().forEach((job) -> result.add(view(job)));
		return Reply.json(200, result);
	}

	private Reply edit(Call call) {
		Account account = call.account();
		ObjectNode body = call.body();
		Job job = account.jobs().get(call.variable("job"));
		Job edited = job.edited(Json.text(body, "title", job.title()),
				Json.text(body, "description", job.descriptionHtml()), Json.text(body, "status", job.status()),
				body.path("published").asBoolean(job.published()), this.bench.now());
		return Reply.json(200, view(account.jobs().put(edited)));
	}

	static ObjectNode view(Job job) {
		ObjectNode result = Json.object()
			.put("id", job.id())
			.put("title", job.title())
			.put("status", job.status())
			.put("published", job.published())
			.put("location", job.location())
			.put("description", job.descriptionHtml());
		result.set("stages", Json.tree(job.stages()));
		result.set("attributes", Json.tree(job.attributes()));
		return result;
	}

}
