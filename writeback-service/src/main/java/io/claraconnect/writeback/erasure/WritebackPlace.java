package io.claraconnect.writeback.erasure;

import java.util.List;
import java.util.function.Predicate;

import io.claraconnect.dossier.ErasedPersons;
import io.claraconnect.dossier.ErasurePlace;
import io.claraconnect.kit.kafka.Cause;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/**
 * What writeback-service forgets of an erased person: waiting work, statuses and the
 * ledger. Work goes first: a run that is under way loses its lease with it and commits
 * nothing more. What stands in the ATS is the controller's and stays.
 */
@Component
final class WritebackPlace implements ErasurePlace {

	private static final String CANDIDATE = "candidate:";

	private static final String CONNECTION = " WHERE organisation_id = :organisation AND integration_id = :integration";

	@Override
	public String name() {
		return "writeback-service";
	}

	@Override
	public Mono<Integer> forget(DatabaseClient client, ErasedPersons erased, Cause cause) {
		return work(client, erased).flatMap((work) -> rows(client, erased, "application_status")
			.zipWith(Mono.defer(() -> rows(client, erased, "ledger")), (statuses, writes) -> work + statuses + writes));
	}

	private static Mono<Integer> work(DatabaseClient client, ErasedPersons erased) {
		return of(client, "SELECT DISTINCT subject FROM writeback.work", erased).map((row) -> text(row, "subject"))
			.all()
			.filter((subject) -> subject.startsWith(CANDIDATE)
					&& erased.hasPerson(subject.substring(CANDIDATE.length())))
			.collectList()
			.flatMap((subjects) -> delete(client, erased, "work", "subject", subjects));
	}

	private static Mono<Integer> rows(DatabaseClient client, ErasedPersons erased, String table) {
		return matching(client, erased, table, "candidate_id", erased::hasPerson)
			.flatMap((candidates) -> delete(client, erased, table, "candidate_id", candidates))
			.flatMap((byPerson) -> matching(client, erased, table, "application_id", erased::hasApplication)
				.flatMap((applications) -> delete(client, erased, table, "application_id", applications))
				.map((byApplication) -> byPerson + byApplication));
	}

	private static Mono<List<String>> matching(DatabaseClient client, ErasedPersons erased, String table, String column,
			Predicate<String> theirs) {
		return of(client, "SELECT DISTINCT " + column + " FROM writeback." + table, erased)
			.map((row) -> text(row, column))
			.all()
			.filter(theirs)
			.collectList();
	}

	private static Mono<Integer> delete(DatabaseClient client, ErasedPersons erased, String table, String column,
			List<String> ids) {
		return client.sql("DELETE FROM writeback." + table + CONNECTION + " AND " + column + " = ANY(:ids)")
			.bind("organisation", erased.organisationId())
			.bind("integration", erased.integrationId())
			.bind("ids", ids.toArray(String[]::new))
			.fetch()
			.rowsUpdated()
			.map(Long::intValue);
	}

	private static DatabaseClient.GenericExecuteSpec of(DatabaseClient client, String statement, ErasedPersons erased) {
		return client.sql(statement + CONNECTION)
			.bind("organisation", erased.organisationId())
			.bind("integration", erased.integrationId());
	}

	private static String text(Readable row, String column) {
		String value = row.get(column, String.class);
		return (value != null) ? value : "";
	}

}
