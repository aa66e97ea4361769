package io.claraconnect.sync.erasure;

import java.util.List;

import io.claraconnect.dossier.ErasedPersons;
import io.claraconnect.dossier.ErasurePlace;
import io.claraconnect.dossier.Subject;
import io.claraconnect.kit.kafka.Cause;
import io.claraconnect.kit.outbox.Outbox;
import io.claraconnect.schemas.EventKey;
import io.claraconnect.schemas.Topics;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/**
 * What sync-worker forgets of an erased person: the applications with their snapshots on
 * {@code ats.applications}, and work that waits.
 */
@Component
final class SyncPlace implements ErasurePlace {

	private static final String CONNECTION = " WHERE organisation_id = :organisation AND integration_id = :integration";

	private final Outbox outbox;

	SyncPlace(Outbox outbox) {
		this.outbox = outbox;
	}

	@Override
	public String name() {
		return "sync-worker";
	}

	@Override
	public Flux<String> applicationsOf(DatabaseClient client, Subject subject) {
		return client.sql("SELECT application_id FROM sync.application" + CONNECTION + " AND candidate_id = :candidate")
			.bind("organisation", subject.organisationId())
			.bind("integration", subject.integrationId())
			.bind("candidate", subject.candidateId())
			.map((row) -> text(row, "application_id"))
			.all();
	}

	@Override
	public Mono<Integer> forget(DatabaseClient client, ErasedPersons erased, Cause cause) {
		return applications(client, erased, cause).zipWith(work(client, erased), Integer::sum);
	}

	private Mono<Integer> applications(DatabaseClient client, ErasedPersons erased, Cause cause) {
		return of(client, "SELECT application_id, candidate_id FROM sync.application", erased)
			.map((row) -> new Candidacy(text(row, "application_id"), text(row, "candidate_id")))
			.all()
			.filter((one) -> erased.hasPerson(one.candidateId()) || erased.hasApplication(one.applicationId()))
			.map(Candidacy::applicationId)
			.collectList()
			.flatMap((ids) -> of(client, "DELETE FROM sync.application", erased, " AND application_id = ANY(:ids)")
				.bind("ids", ids.toArray(String[]::new))
				.then()
				.then(Mono.defer(() -> tombstones(client, erased, ids, cause)))
				.thenReturn(ids.size()));
	}

	private Mono<Void> tombstones(DatabaseClient client, ErasedPersons erased, List<String> ids, Cause cause) {
		return Flux.fromIterable(ids)
			.concatMap((id) -> this.outbox.add(client, erased.organisationId(), Topics.APPLICATIONS,
					EventKey.of(erased.organisationId(), erased.integrationId(), id), null, cause))
			.then();
	}

	/** A run that is under way commits nothing: it finds the person suppressed. */
	private static Mono<Integer> work(DatabaseClient client, ErasedPersons erased) {
		return of(client, "SELECT subject FROM sync.work", erased).map((row) -> text(row, "subject"))
			.all()
			.filter((subject) -> isOf(erased, subject))
			.collectList()
			.flatMap((subjects) -> of(client, "DELETE FROM sync.work", erased, " AND subject = ANY(:subjects)")
				.bind("subjects", subjects.toArray(String[]::new))
				.fetch()
				.rowsUpdated()
				.map(Long::intValue));
	}

	private static boolean isOf(ErasedPersons erased, String subject) {
		List<String> parts = List.of(subject.split(":", 2));
		return switch (parts.getFirst()) {
			case "second" -> isOf(erased, parts.getLast());
			case "candidate" -> erased.hasPerson(parts.getLast());
			case "application" -> erased.hasApplication(parts.getLast());
			default -> false;
		};
	}

	private static DatabaseClient.GenericExecuteSpec of(DatabaseClient client, String statement, ErasedPersons erased) {
		return of(client, statement, erased, "");
	}

	private static DatabaseClient.GenericExecuteSpec of(DatabaseClient client, String statement, ErasedPersons erased,
			String more) {
		return client.sql(statement + CONNECTION + more)
			.bind("organisation", erased.organisationId())
			.bind("integration", erased.integrationId());
	}

	private static String text(Readable row, String column) {
		String value = row.get(column, String.class);
		return (value != null) ? value : "";
	}

	private record Candidacy(String applicationId, String candidateId) {

	}

}
