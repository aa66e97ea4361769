package io.claraconnect.sandbox.lever;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Router;
import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Application;
import io.claraconnect.sandbox.world.Application.Status;
import io.claraconnect.sandbox.world.AppliedTag;
import io.claraconnect.sandbox.world.Ids;
import io.claraconnect.sandbox.world.Tag;
import io.claraconnect.sandbox.world.User;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Tags, stage and archiving over the API. Tags differ by case, an unknown one is created,
 * an absent one is removed without complaint.
 */
final class Mutations {

	private final Workbench bench;

	Mutations(Workbench bench) {
		this.bench = bench;
	}

	void register(Router<Endpoint> router) {
		router.on("POST", "/v1/opportunities/{id}/addTags", new Endpoint("opportunities:write", this::addTags))
			.on("POST", "/v1/opportunities/{id}/removeTags", new Endpoint("opportunities:write", this::removeTags))
			.on("PUT", "/v1/opportunities/{id}/stage", new Endpoint("opportunities:write", this::stage))
			.on("PUT", "/v1/opportunities/{id}/archived", new Endpoint("opportunities:write", this::archived));
	}

	private Reply addTags(Caller caller) {
		Account account = caller.account();
		Application application = caller.opportunity();
		caller.performAs();
		for (String name : tags(caller)) {
			if (attach(account, application, name)) {
				this.bench.wrote(account, "tag", application, name);
			}
		}
		return answer(account, touch(account, application));
	}

	/** Puts a tag on, unless just this one is there; returns whether it was missing. */
	boolean attach(Account account, Application application, String name) {
		boolean present = on(account, application).stream().anyMatch((tag) -> tag.name().equals(name));
		if (!present) {
			Tag tag = account.tags()
				.all()
				.stream()
				.filter((it) -> it.name().equals(name))
				.findFirst()
				.orElseGet(() -> account.tags().put(new Tag(this.bench.ids().uuid(), name, this.bench.now())));
			account.appliedTags()
				.put(new AppliedTag(this.bench.ids().uuid(), application.candidateId(), application.id(), tag.id(),
						name, this.bench.now()));
		}
		return !present;
	}

	private Reply removeTags(Caller caller) {
		Account account = caller.account();
		Application application = caller.opportunity();
		caller.performAs();
		List<String> names = tags(caller);
		List<AppliedTag> gone = on(account, application).stream().filter((it) -> names.contains(it.name())).toList();
		gone.forEach((tag) -> {
			account.appliedTags().remove(tag.id());
			this.bench.wrote(account, "untag", application, tag.name());
		});
		return answer(account, gone.isEmpty() ? application : touch(account, application));
	}

	private static List<AppliedTag> on(Account account, Application application) {
		return account.appliedTags()
			.all()
			.stream()
			.filter((tag) -> application.id().equals(tag.applicationId()))
			.toList();
	}

	private static List<String> tags(Caller caller) {
		JsonNode tags = caller.body().path("tags");
		if (!tags.isArray() || tags.isEmpty()) {
			throw Refused.bad("tags must be a list of texts");
		}
		List<String> result = new ArrayList<>();
		tags.forEach((tag) -> result.add(tag.asString()));
		return result;
	}

	/** Moves an archived opportunity as well, which does not unarchive it. */
	private Reply stage(Caller caller) {
		Account account = caller.account();
		Application application = caller.opportunity();
		String actor = id(caller.performAs());
		String stage = Json.text(caller.body(), "stage", "");
		if (stage.isEmpty()) {
			throw Refused.bad("stage is missing");
		}
		if (Pipeline.findStage(account, stage).isEmpty()) {
			throw Refused.notFound("stages", stage);
		}
		Application after = this.bench.recruiting().move(account, Ids.Style.UUID, application.id(), stage, actor);
		this.bench.wrote(account, "move", after, stage);
		return answer(account, after);
	}

	private Reply archived(Caller caller) {
		Account account = caller.account();
		Application application = caller.opportunity();
		String actor = id(caller.performAs());
		if (!caller.body().has("reason")) {
			throw Refused.bad("reason is missing");
		}
		String reason = Json.text(caller.body(), "reason", "");
		if (reason.isEmpty()) {
			return answer(account, unarchived(account, application, actor));
		}
		String type = Pipeline.findReason(account, reason)
			.orElseThrow(() -> Refused.notFound("archive_reasons", reason))
			.path("type")
			.asString();
		boolean hire = type.equals("hired");
		Application after = hire ? this.bench.recruiting().hire(account, application.id(), actor)
				: this.bench.recruiting().reject(account, application.id(), reason, actor);
		this.bench.wrote(account, hire ? "hire" : "reject", after, reason);
		return answer(account, after);
	}

	private Application unarchived(Account account, Application application, @Nullable String actor) {
		if (application.status() == Status.ACTIVE) {
			return application;
		}
		boolean hired = application.status() == Status.HIRED;
		Application after = hired ? this.bench.recruiting().unhire(account, application.id(), actor)
				: this.bench.recruiting().unreject(account, application.id(), actor);
		this.bench.wrote(account, hired ? "unhire" : "unreject", after, null);
		return after;
	}

	private static @Nullable String id(@Nullable User user) {
		return Optional.ofNullable(user).map(User::id).orElse(null);
	}

	/** Marks the opportunity as changed now. */
	Application touch(Account account, Application application) {
		return account.applications().put(application.touched(this.bench.now()));
	}

	private static Reply answer(Account account, Application application) {
		return Lever.ok(200, Json.object().set("data", Rows.blanked(Rows.opportunity(account, application, Set.of()))));
	}

}
