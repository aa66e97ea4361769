package io.claraconnect.sandbox.lever;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.claraconnect.sandbox.world.Account;

/** The scopes of Lever; write includes read. */
final class Scopes {

	static final String OFFLINE = "offline_access";

	static final String CONFIDENTIAL = "confidential:access:admin";

	private static final List<String> READ_AND_WRITE = List.of("contact", "feedback", "feedback_templates", "files",
			"forms", "form_templates", "groups", "interviews", "notes", "opportunities", "panels", "permissions",
			"postings", "requisitions", "requisition_fields", "roles", "users", "webhooks");

	private static final List<String> READ_ONLY = List.of("applications", "archive_reasons", "audit_events",
			"diversity_surveys", "eeo_responses", "eeo_responses_pii", "offers", "referrals", "resumes", "sources",
			"stages", "tags", "tasks");

	static final List<String> ALL = all();

	private Scopes() {
	}

	private static List<String> all() {
		List<String> result = new ArrayList<>(List.of(OFFLINE, CONFIDENTIAL, "uploads:write:admin"));
		READ_ONLY.forEach((name) -> result.add(name + ":read:admin"));
		READ_AND_WRITE.forEach((name) -> result.addAll(List.of(name + ":read:admin", name + ":write:admin")));
		return List.copyOf(result);
	}

	/** Returns the scopes the account's API key was made with: no confidential data. */
	static String usualForKey() {
		return String.join(" ",
				ALL.stream().filter((scope) -> !scope.equals(OFFLINE) && !scope.equals(CONFIDENTIAL)).toList());
	}

	/** Returns what is left after the account option {@code withoutScopes}. */
	static Set<String> effective(Account account, List<String> granted) {
		Set<String> result = new TreeSet<>(granted);
		result.removeAll(split(account.settings().option("withoutScopes", "")));
		return result;
	}

	/** Returns whether the granted scopes open what needs {@code notes:write}, say. */
	static boolean allow(Set<String> granted, String needed) {
		return granted.contains(needed + ":admin") || (needed.endsWith(":read")
				&& granted.contains(needed.substring(0, needed.length() - 4) + "write:admin"));
	}

	static List<String> split(String scopes) {
		return Arrays.stream(scopes.strip().split("\\s+", -1)).filter((scope) -> !scope.isEmpty()).toList();
	}

}
