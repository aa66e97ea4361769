package io.claraconnect.ats.greenhouse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsException.Category;
import io.claraconnect.ats.api.CheckReport;
import io.claraconnect.ats.api.CheckReport.Item;
import io.claraconnect.ats.api.CheckReport.State;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.PermissionNeed;
import io.claraconnect.ats.http.JsonBody;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tries a connection: the token, then one element of every list. What cannot be tried
 * without writing is read from the token's scopes where the vendor tells them.
 */
final class GreenhouseCheck {

	private static final String LIST = ":list";

	private final GreenhouseClient client;

	private final GreenhouseTokens tokens;

	private final Connection connection;

	GreenhouseCheck(GreenhouseClient client, GreenhouseTokens tokens, Connection connection) {
		this.client = client;
		this.tokens = tokens;
		this.connection = connection;
	}

	Mono<CheckReport> run() {
		return this.tokens.usual()
			.current(this.connection)
			.flatMap((_) -> Mono.zip(scopes(), probes()))
			.map((found) -> report(found.getT1(), found.getT2()))
			.onErrorResume(AtsException.class,
					(failure) -> Mono.just(new CheckReport(List.of(noToken(failure)), null, null)));
	}

	private Mono<Optional<Set<String>>> scopes() {
		return this.tokens.introspect(this.connection)
			.map((answer) -> scopesOf(answer))
			.onErrorReturn(Optional.empty())
			.defaultIfEmpty(Optional.empty());
	}

	private static Optional<Set<String>> scopesOf(JsonBody answer) {
		return answer.text("scope").map((scopes) -> Arrays.stream(scopes.split("\\s+")).collect(Collectors.toSet()));
	}

	/** What reading one element of each list gave; no entry where it worked. */
	private Mono<Map<String, AtsException>> probes() {
		return Flux.fromIterable(GreenhouseDescriptor.describe(false).permissions())
			.map(PermissionNeed::id)
			.filter((scope) -> scope.endsWith(LIST))
			.concatMap((scope) -> this.client.probe(this.connection, resource(scope))
				.then(Mono.<Map.Entry<String, AtsException>>empty())
				.onErrorResume(GreenhouseCheck::saysMore,
						(failure) -> Mono.just(Map.entry(scope, (AtsException) failure))))
			.collect(HashMap::new, (all, entry) -> all.put(entry.getKey(), entry.getValue()));
	}

	/** Refused credentials fail every list alike, so the first one ends the check. */
	private static boolean saysMore(Throwable failure) {
		return failure instanceof AtsException known && known.category() != Category.UNAUTHORIZED;
	}

	private static String resource(String scope) {
		return scope.substring("harvest:".length(), scope.length() - LIST.length());
	}

	private CheckReport report(Optional<Set<String>> scopes, Map<String, AtsException> failed) {
		List<PermissionNeed> needs = GreenhouseDescriptor.describe(false).permissions();
		List<Item> items = new ArrayList<>();
		items.add(new Item("credentials", "Sign in with the client id and secret", true, State.OK, ""));
		items.add(siteAdmin(needs, failed));
		needs.forEach((need) -> items.add(item(need, scopes, failed)));
		String name = this.connection.setting(GreenhouseDescriptor.SUBDOMAIN)
			.flatMap(GreenhouseSubdomain::of)
			.orElse(null);
		return new CheckReport(items, null, name);
	}

	/** Every list needs a Site Admin as acting user, so one that works proves it. */
	private static Item siteAdmin(List<PermissionNeed> needs, Map<String, AtsException> failed) {
		boolean any = needs.stream().anyMatch((need) -> need.id().endsWith(LIST) && !failed.containsKey(need.id()));
		boolean allForbidden = !any
				&& failed.values().stream().allMatch((failure) -> failure.category() == Category.FORBIDDEN);
		State state = any ? State.OK : (allForbidden ? State.FAILED : State.UNPROVEN);
		return new Item("site-admin", "The acting user is a Site Admin", true, state, any ? ""
				: "Give the user id of a Site Admin, or leave it empty to act as the credential's own service user.");
	}

	private static Item item(PermissionNeed need, Optional<Set<String>> scopes, Map<String, AtsException> failed) {
		AtsException failure = failed.get(need.id());
		boolean probed = need.id().endsWith(LIST);
		boolean listed = scopes.map((all) -> all.contains(need.id())).orElse(false);
		if (probed ? failure == null : listed) {
			return new Item(need.id(), need.label(), need.required(), State.OK, "");
		}
		if (!probed && scopes.isEmpty()) {
			return new Item(need.id(), need.label(), need.required(), State.UNPROVEN,
					"Cannot be tried without writing; make sure the scope is ticked.");
		}
		return new Item(need.id(), need.label(), need.required(), State.FAILED, advice(need, listed, failure));
	}

	private static String advice(PermissionNeed need, boolean listed, @Nullable AtsException failure) {
		if (failure != null && failure.category() != Category.FORBIDDEN) {
			return "Greenhouse did not answer as expected (" + failure.code() + "); try again.";
		}
		return listed ? "The scope is there, but the acting user may not: name a Site Admin."
				: "In Manage scopes of the credential, tick \"" + need.label() + "\" (" + need.id() + ").";
	}

	private static Item noToken(AtsException failure) {
		String advice = switch (failure.category()) {
			case UNAUTHORIZED -> "Greenhouse does not accept the credentials: sign in again, or create a credential of "
					+ "type Harvest V3 (OAuth) and enter its client id and secret.";
			case REFUSED -> "The address or the acting user was refused (" + failure.code() + ").";
			default -> "Greenhouse could not be reached (" + failure.code() + "); try again.";
		};
		return new Item("credentials", "Sign in with the client id and secret", true, State.FAILED, advice);
	}

}
