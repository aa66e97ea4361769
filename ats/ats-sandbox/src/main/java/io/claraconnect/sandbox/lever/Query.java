package io.claraconnect.sandbox.lever;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.claraconnect.sandbox.http.Request;
import org.jspecify.annotations.Nullable;

/** The filters of a list call. */
final class Query {

	private final Map<String, List<String>> values;

	Query(Request request) {
		this.values = request.query();
	}

	private List<String> all(String name) {
		return this.values.getOrDefault(name, List.of());
	}

	/**
	 * Returns whether one of the values asked for is this one; nothing asked fits all.
	 */
	boolean matches(String name, @Nullable String actual) {
		return all(name).isEmpty() || (actual != null && all(name).contains(actual));
	}

	/** Returns whether one of the values asked for is among these. */
	boolean matchesAny(String name, List<String> actual) {
		return all(name).isEmpty() || actual.stream().anyMatch(all(name)::contains);
	}

	/** Returns whether the time lies between the bounds, both inclusive. */
	boolean within(String name, @Nullable Instant time) {
		return bound(name + "_start", time, -1) && bound(name + "_end", time, 1);
	}

	private boolean bound(String name, @Nullable Instant time, int side) {
		if (all(name).isEmpty()) {
			return true;
		}
		String text = all(name).getFirst();
		if (!text.matches("\\d{1,15}")) {
			throw Refused.bad(name + " must be a timestamp in milliseconds");
		}
		return time != null && Long.compare(Long.parseLong(text), time.toEpochMilli()) * side >= 0;
	}

	/** Confidential rows are left out unless asked for by someone who may see them. */
	boolean confidentiality(Caller caller, boolean confidential) {
		String asked = all("confidentiality").isEmpty() ? "non-confidential" : all("confidentiality").getFirst();
		if (!asked.equals("non-confidential") && !caller.mayReadConfidential()) {
			throw Refused.forbidden("Access to confidential data is required.");
		}
		return switch (asked) {
			case "all" -> true;
			case "confidential" -> confidential;
			case "non-confidential" -> !confidential;
			default -> throw Refused.bad("confidentiality must be all, confidential or non-confidential");
		};
	}

	/** Refuses a search text where an address is wanted. */
	void requireEmail() {
		for (String email : all("email")) {
			if (!email.matches("[^@\\s]+@[^@\\s]+")) {
				throw Refused.bad("Email address is not valid");
			}
		}
	}

}
