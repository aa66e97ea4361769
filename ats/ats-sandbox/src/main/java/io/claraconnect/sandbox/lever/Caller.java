package io.claraconnect.sandbox.lever;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Request;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Application;
import io.claraconnect.sandbox.world.User;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One authorised call: who calls with which scopes, for what. */
record Caller(Request request, Map<String, String> path, Account account, Set<String> scopes, String credential) {

	String variable(String name) {
		return this.path.getOrDefault(name, "");
	}

	ObjectNode body() {
		return Json.parseObject(this.request.body()).orElseThrow(() -> Refused.bad("The body is not valid JSON"));
	}

	boolean mayReadConfidential() {
		return this.scopes.contains(Scopes.CONFIDENTIAL);
	}

	/** Returns the opportunity the path names, if the caller may see it. */
	Application opportunity() {
		String id = variable("id");
		Application application = this.account.applications()
			.find(id)
			.orElseThrow(() -> Refused.notFound("opportunities", id));
		if (Postings.confidential(this.account.jobs().get(application.jobId())) && !mayReadConfidential()) {
			throw Refused.forbidden("Access to confidential data is required.");
		}
		return application;
	}

	/** Returns the user in whose name the write is made; absent for the app itself. */
	@Nullable User performAs() {
		Optional<String> id = this.request.query("perform_as");
		if (id.isEmpty()) {
			return null;
		}
		User user = this.account.users().find(id.get()).orElseThrow(() -> Refused.notFound("users", id.get()));
		if (!user.active()) {
			throw Refused.bad("perform_as names a deactivated user");
		}
		return user;
	}

}
