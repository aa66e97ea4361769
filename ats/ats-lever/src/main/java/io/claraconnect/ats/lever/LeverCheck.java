package io.claraconnect.ats.lever;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsException.Category;
import io.claraconnect.ats.api.CheckReport;
import io.claraconnect.ats.api.CheckReport.Item;
import io.claraconnect.ats.api.CheckReport.State;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.PermissionNeed;
import io.claraconnect.ats.api.Secret;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tries a Lever connection by reads, one per permission. What may be written is known
 * only where Lever said which scopes it granted.
 */
final class LeverCheck {

	private final LeverClient client;

	private final Connection connection;

	LeverCheck(LeverClient client, Connection connection) {
		this.client = client;
		this.connection = connection;
	}

	/** Errors with why nothing could be tried; see {@link #broken}. */
	Mono<CheckReport> report() {
		return this.connection.credentials()
			.current()
			.flatMap((credentials) -> this.client.probe("stages").then(permissions(credentials)));
	}

	private Mono<CheckReport> permissions(Credentials credentials) {
		Set<String> granted = words(credentials.values().get(LeverConsent.SCOPE));
		return this.client.probe("opportunities")
			.onErrorReturn(AtsException.class, "")
			.flatMap((opportunityId) -> Flux.fromIterable(LeverDescriptor.PERMISSIONS)
				.concatMap((need) -> item(need, opportunityId, granted), 1)
				.collectList())
			.map((items) -> {
				List<Item> all = new ArrayList<>();
				all.add(new Item("credentials", "Sign-in", true, State.OK, ""));
				all.addAll(items);
				return new CheckReport(all, LeverToken.accountId(credentials), null);
			});
	}

	private Mono<Item> item(PermissionNeed need, String opportunityId, Set<String> granted) {
		if (!granted.isEmpty() && !granted.contains(need.id())) {
			return Mono.just(failed(need, "Sign in at Lever again and accept: " + need.label() + "."));
		}
		String[] probe = probe(need.id(), opportunityId);
		if (probe.length == 0) {
			return Mono.just(granted.isEmpty() ? unproven(need) : ok(need));
		}
		boolean proven = !granted.isEmpty() || !need.id().contains(":write:");
		return this.client.probe(probe)
			.map((_) -> proven ? ok(need) : unproven(need))
			.onErrorResume(AtsException.class, (failure) -> Mono.just(failed(need, advice(need, failure))));
	}

	/**
	 * The read that shows a permission; none when it takes a candidate and there is none.
	 */
	private static String[] probe(String permission, String opportunityId) {
		boolean any = !opportunityId.isEmpty();
		return switch (permission.substring(0, permission.indexOf(':'))) {
			case "postings" -> path("postings");
			case "opportunities" -> path("opportunities");
			case "stages" -> path("stages");
			case "archive_reasons" -> path("archive_reasons");
			case "users" -> path("users");
			case "webhooks" -> path("webhooks");
			case "resumes" -> any ? path("opportunities", opportunityId, "resumes") : path();
			case "notes" -> any ? path("opportunities", opportunityId, "notes") : path();
			default -> path();
		};
	}

	/** The report of a connection that cannot be tried at all. */
	static CheckReport broken(AtsException failure) {
		List<Item> items = new ArrayList<>();
		String advice = (failure.category() == Category.UNAUTHORIZED)
				? "Connect again: sign in at Lever as Super Admin and accept, or enter a valid API key."
				: "Lever could not be asked (" + failure.code() + "). Try again later.";
		boolean permission = failure.category() == Category.FORBIDDEN;
		items.add(new Item("credentials", "Sign-in", true, permission ? State.OK : State.FAILED,
				permission ? "" : advice));
		LeverDescriptor.PERMISSIONS.forEach((need) -> items.add((permission && need.id().startsWith("stages:"))
				? failed(need, advice(need, failure)) : unproven(need)));
		return new CheckReport(items, null, null);
	}

	private static String advice(PermissionNeed need, AtsException failure) {
		return (failure.category() == Category.FORBIDDEN || failure.category() == Category.UNAUTHORIZED)
				? "Grant it at Lever: " + need.label() + "."
				: "Lever could not be asked (" + failure.code() + "). Try again later.";
	}

	private static Item ok(PermissionNeed need) {
		return new Item(need.id(), need.label(), need.required(), State.OK, "");
	}

	private static Item failed(PermissionNeed need, String advice) {
		return new Item(need.id(), need.label(), need.required(), State.FAILED, advice);
	}

	private static Item unproven(PermissionNeed need) {
		return new Item(need.id(), need.label(), need.required(), State.UNPROVEN, "The first real use will tell.");
	}

	private static Set<String> words(@Nullable Secret scope) {
		return (scope == null || scope.isEmpty()) ? Set.of()
				: Set.copyOf(Arrays.asList(scope.reveal().strip().split("\\s+")));
	}

	private static String[] path(String... segments) {
		return segments;
	}

}
