package io.claraconnect.sandbox.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what is registered for a method and a path. Patterns are written
 * {@code /v3/notes/{id}}.
 *
 * @param <H> what is registered: each vendor has its own form of handler
 */
public final class Router<H> {

	private final List<Route<H>> routes = new ArrayList<>();

	/** Registers a handler. */
	public Router<H> on(String method, String pattern, H handler) {
		this.routes.add(new Route<>(method, pattern.split("/", -1), handler));
		return this;
	}

	/** Returns what is registered, with the variables of the path. */
	public Optional<Match<H>> find(String method, String path) {
		String[] segments = path.split("/", -1);
		return this.routes.stream()
			.filter((route) -> route.method().equals(method) && fits(route.pattern(), segments))
			.findFirst()
			.map((route) -> new Match<>(route.handler(), variables(route.pattern(), segments)));
	}

	/** Returns whether the path is registered under any method. */
	public boolean knows(String path) {
		String[] segments = path.split("/", -1);
		return this.routes.stream().anyMatch((route) -> fits(route.pattern(), segments));
	}

	private static boolean fits(String[] pattern, String[] segments) {
		if (pattern.length != segments.length) {
			return false;
		}
		for (int i = 0; i < pattern.length; i++) {
			if (!pattern[i].startsWith("{") && !pattern[i].equals(segments[i])) {
				return false;
			}
		}
		return true;
	}

	private static Map<String, String> variables(String[] pattern, String[] segments) {
		Map<String, String> result = new HashMap<>();
		for (int i = 0; i < pattern.length; i++) {
			if (pattern[i].startsWith("{")) {
				result.put(pattern[i].substring(1, pattern[i].length() - 1), segments[i]);
			}
		}
		return result;
	}

	/** A handler with the variables of the path it was found for. */
	public record Match<H>(H handler, Map<String, String> variables) {
	}

	@SuppressWarnings("ArrayRecordComponent")
	private record Route<H>(String method, String[] pattern, H handler) {
	}

}
