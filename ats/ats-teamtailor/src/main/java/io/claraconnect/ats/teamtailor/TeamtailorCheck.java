package io.claraconnect.ats.teamtailor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsException.Category;
import io.claraconnect.ats.api.CheckReport;
import io.claraconnect.ats.api.CheckReport.Item;
import io.claraconnect.ats.api.CheckReport.State;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.PermissionNeed;
import io.claraconnect.ats.teamtailor.TeamtailorJson.Document;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tries a Teamtailor connection by reads. A key of another region is refused like a wrong
 * one, so after a refusal the other regions are asked before the key is blamed.
 */
final class TeamtailorCheck {

	private final Function<Connection, TeamtailorClient> clients;

	private final Connection connection;

	private final TeamtailorClient client;

	TeamtailorCheck(Function<Connection, TeamtailorClient> clients, Connection connection) {
		this.clients = clients;
		this.connection = connection;
		this.client = clients.apply(connection);
	}

	Mono<CheckReport> report() {
		return this.client.company()
			.flatMap(this::reachable)
			.onErrorResume(AtsException.class, (failure) -> advice(failure).map(TeamtailorCheck::broken));
	}

	/** The report of a connection that cannot be tried at all. */
	static CheckReport broken(String advice) {
		List<Item> items = new ArrayList<>();
		items.add(new Item("credentials", "API key", true, State.FAILED, advice));
		TeamtailorDescriptor.PERMISSIONS.forEach((need) -> items.add(unproven(need)));
		return new CheckReport(items, null, null);
	}

	private Mono<CheckReport> reachable(Document company) {
		return Flux.fromIterable(TeamtailorDescriptor.PERMISSIONS)
			.concatMap(this::item, 1)
			.collectList()
			.map((found) -> {
				List<Item> items = new ArrayList<>();
				items.add(new Item("credentials", "API key", true, State.OK, ""));
				items.addAll(found);
				return new CheckReport(items, company.data().id(), company.data().text("name").orElse(null));
			});
	}

	private Mono<Item> item(PermissionNeed need) {
		if (need.id().equals(TeamtailorDescriptor.WRITE)) {
			return Mono.just(unproven(need));
		}
		return this.client.probe(need.id())
			.thenReturn(new Item(need.id(), need.label(), need.required(), State.OK, ""))
			.onErrorResume(AtsException.class,
					(failure) -> Mono.just(new Item(need.id(), need.label(), need.required(), State.FAILED,
							permission(failure)
									? "Make a new API key with the scope Admin and the permissions Read and Write."
									: unreachable(failure))));
	}

	private Mono<String> advice(AtsException failure) {
		if (failure.category() == Category.FORBIDDEN) {
			return Mono.just("Make a new API key with the scope Admin and the permissions Read and Write.");
		}
		if (failure.category() != Category.UNAUTHORIZED) {
			return Mono.just(unreachable(failure));
		}
		if (this.connection.setting(Connection.BASE_URL).isPresent()) {
			return Mono.just("Teamtailor does not accept this API key.");
		}
		return Flux.fromIterable(TeamtailorHosts.otherRegions(this.connection))
			.concatMap((region) -> this.clients.apply(TeamtailorHosts.in(region, this.connection))
				.companyOnce()
				.map((_) -> "This API key belongs to the region " + region.toUpperCase(Locale.ROOT)
						+ ": choose that region and connect again.")
				.onErrorResume(AtsException.class, (_) -> Mono.empty()), 1)
			.next()
			.defaultIfEmpty(
					"No region of Teamtailor accepts this API key. Copy it again from Settings > Integrations > API keys.");
	}

	private static boolean permission(AtsException failure) {
		return failure.category() == Category.FORBIDDEN || failure.category() == Category.UNAUTHORIZED;
	}

	static String unreachable(AtsException failure) {
		return "Teamtailor could not be asked (" + failure.code() + "). Try again later.";
	}

	private static Item unproven(PermissionNeed need) {
		return new Item(need.id(), need.label(), need.required(), State.UNPROVEN, "The first real use will tell.");
	}

}
