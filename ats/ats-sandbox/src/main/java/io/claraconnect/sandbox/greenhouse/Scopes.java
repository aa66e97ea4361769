package io.claraconnect.sandbox.greenhouse;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.claraconnect.sandbox.world.Account;

/** The scopes of Harvest v3 that a customer can tick; those of missing routes too. */
final class Scopes {

	static final List<String> ALL = List.of("harvest:jobs:list", "harvest:job_posts:list",
			"harvest:job_interview_stages:list", "harvest:applications:list", "harvest:applications:move",
			"harvest:applications:reject", "harvest:applications:unreject", "harvest:applications:hire",
			"harvest:application_stages:list", "harvest:candidates:list", "harvest:attachments:list",
			"harvest:users:list", "harvest:user_roles:list", "harvest:rejection_reasons:list",
			"harvest:rejection_details:list", "harvest:custom_fields:list", "harvest:notes:list",
			"harvest:notes:create", "harvest:candidate_tags:list", "harvest:candidate_tags:create",
			"harvest:candidate_tags:destroy", "harvest:applied_candidate_tags:list",
			"harvest:applied_candidate_tags:create", "harvest:applied_candidate_tags:destroy", "harvest:sources:list",
			"harvest:job_owners:list", "harvest:webhooks:list", "harvest:applications:update",
			"harvest:applications:create", "harvest:candidates:create", "harvest:candidates:update",
			"harvest:custom_fields:create", "harvest:custom_fields:update", "harvest:custom_fields:destroy",
			"harvest:custom_field_options:list", "harvest:custom_field_options:create",
			"harvest:custom_field_options:update", "harvest:custom_field_options:destroy");

	private Scopes() {
	}

	/**
	 * Returns what the customer ticked for the credential: all, unless the account option
	 * {@code scopes} names them or {@code withoutScopes} takes some away. A change counts
	 * at once, for tokens already issued too.
	 */
	static Set<String> granted(Account account) {
		Set<String> result = new TreeSet<>(split(account.settings().option("scopes", String.join(" ", ALL))));
		result.removeAll(split(account.settings().option("withoutScopes", "")));
		return result;
	}

	static List<String> split(String scopes) {
		return List.of(scopes.strip().split("\\s+", -1)).stream().filter((scope) -> !scope.isEmpty()).toList();
	}

}
