package io.claraconnect.dossier;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.claraconnect.kit.ids.IdGenerator;
import io.claraconnect.kit.kafka.Cause;
import io.claraconnect.kit.outbox.Outbox;
import io.claraconnect.schemas.EventKey;
import io.claraconnect.schemas.Topics;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Takes requests to erase a person. Suppression of every vendor id and every application
 * of the person, the durable row that is worked off, and the event that tells all places
 * are one transaction: from its commit on nobody writes for this person any more, and
 * whatever crashes later, the rest is done.
 */
public final class Erasures {

	private final CandidateKeys keys;

	private final Suppression suppression;

	private final MergedIds merged;

	private final ErasureRows rows;

	private final ErasurePlace place;

	private final Outbox outbox;

	private final IdGenerator ids;

	private final Clock clock;

	Erasures(CandidateKeys keys, Suppression suppression, MergedIds merged, ErasureRows rows, ErasurePlace place,
			Outbox outbox, IdGenerator ids, Clock clock) {
		this.keys = keys;
		this.suppression = suppression;
		this.merged = merged;
		this.rows = rows;
		this.place = place;
		this.outbox = outbox;
		this.ids = ids;
		this.clock = clock;
	}

	/**
	 * Asks for the erasure of a person, under any vendor id of that person, inside the
	 * caller's transaction. Asking again gives the same erasure; when more ids are known
	 * to be the person's by then, it is begun again with them.
	 */
	public Mono<Asked> ask(DatabaseClient client, Subject subject, ErasureRequest request, Cause cause) {
		return this.suppression.known()
			.then(suppressed(client, subject, request.reason(), Set.of()))
			.flatMap((group) -> applications(client, subject, group)
				.flatMap((applications) -> Flux.fromIterable(applications)
					.concatMap((application) -> this.suppression.addApplication(client, subject.organisationId(),
							subject.integrationId(), application, request.reason()))
					.then(Mono.defer(() -> kept(client, subject, request, group, applications, cause)))));
	}

	/**
	 * Waiting for a writer of one id may show that writer's merge: the group is read
	 * again until it stays the same.
	 */
	private Mono<Set<String>> suppressed(DatabaseClient client, Subject subject, String reason, Set<String> done) {
		return this.merged.group(client, subject).flatMap((group) -> {
			List<String> more = group.stream().filter((id) -> !done.contains(id)).toList();
			if (more.isEmpty()) {
				return Mono.just(done);
			}
			Set<String> all = new TreeSet<>(group);
			return Flux.fromIterable(more)
				.concatMap((id) -> this.suppression.add(client, withId(subject, id), reason))
				.then(Mono.defer(() -> suppressed(client, subject, reason, all)));
		});
	}

	private Mono<Set<String>> applications(DatabaseClient client, Subject subject, Set<String> group) {
		return Flux.fromIterable(group)
			.map((id) -> withId(subject, id))
			.concatMap((one) -> this.place.applicationsOf(client, one)
				.concatWith(this.keys.find(one).flatMapMany((key) -> VaultErasure.applications(client, one, key.ref())))
				.concatWith(this.keys.applications(one)))
			.collect(TreeSet::new, Set::add);
	}

	private Mono<Asked> kept(DatabaseClient client, Subject subject, ErasureRequest request, Set<String> group,
			Set<String> applications, Cause cause) {
		Set<String> persons = new HashSet<>();
		group.forEach((id) -> persons.add(this.suppression.digest(withId(subject, id))));
		Set<String> candidacies = new HashSet<>();
		applications.forEach((id) -> candidacies.add(this.suppression.applicationDigest(subject, id)));
		return this.rows.ofPersons(client, subject, persons).flatMap((before) -> {
			if (before.persons().containsAll(persons) && before.applications().containsAll(candidacies)) {
				return Mono.just(new Asked(before.alias(), false));
			}
			persons.addAll(before.persons());
			candidacies.addAll(before.applications());
			ErasureState more = new ErasureState(before.organisationId(), before.integrationId(), before.alias(),
					before.digest(), persons, candidacies, before.origin(), before.reason(), before.askedBy(),
					before.askedAt(), before.announcedAt(), null, null, null, before.keys(), before.aliases(),
					before.material(), List.of());
			return this.rows.extend(client, more, this.clock.instant())
				.then(tell(client, more, cause))
				.thenReturn(new Asked(before.alias(), false));
		}).switchIfEmpty(Mono.defer(() -> {
			var now = this.clock.instant();
			ErasureState fresh = new ErasureState(subject.organisationId(), subject.integrationId(), this.ids.next(),
					this.suppression.digest(subject), persons, candidacies, request.origin().name(), request.reason(),
					request.askedBy(), now, now, null, null, null, 0, 0, 0, List.of());
			return this.rows.insert(client, fresh)
				.then(tell(client, fresh, cause))
				.thenReturn(new Asked(fresh.alias(), true));
		}));
	}

	/** Tells every place to forget, inside the caller's transaction. */
	Mono<Void> tell(DatabaseClient client, ErasureState state, Cause cause) {
		return this.outbox.add(client, state.organisationId(), Topics.ERASURES,
				EventKey.ofAlias(state.organisationId(), state.alias()),
				ErasureEvents.asked(state, this.clock.instant()), cause);
	}

	private static Subject withId(Subject subject, String candidateId) {
		return new Subject(subject.organisationId(), subject.integrationId(), candidateId);
	}

	/**
	 * An erasure that was asked for.
	 *
	 * @param alias names it
	 * @param isNew whether this request began it
	 */
	public record Asked(String alias, boolean isNew) {

	}

}
