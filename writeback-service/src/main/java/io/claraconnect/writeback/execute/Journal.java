package io.claraconnect.writeback.execute;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import io.claraconnect.dossier.Subject;
import io.claraconnect.dossier.Suppression;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.work.WorkRow;
import io.claraconnect.kit.work.WorkRows;
import io.claraconnect.writeback.ledger.ApplicationStatuses;
import io.claraconnect.writeback.ledger.HourlyWrites;
import io.claraconnect.writeback.ledger.Ledger;
import io.claraconnect.writeback.plan.DecidedStatus;
import io.claraconnect.writeback.plan.LedgerEntry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/**
 * The transactions of a run. Each first checks, and locks, the run's lease: a process
 * that was stopped and woke up after somebody else took over commits nothing.
 */
@Component
class Journal {

	private final Database database;

	private final WorkRows work;

	private final Suppression suppression;

	private final ApplicationStatuses statuses;

	private final Ledger ledger;

	private final HourlyWrites hours;

	private final Reports reports;

	Journal(Database database, WorkRows work, Suppression suppression, ApplicationStatuses statuses, Ledger ledger,
			HourlyWrites hours, Reports reports) {
		this.database = database;
		this.work = work;
		this.suppression = suppression;
		this.statuses = statuses;
		this.ledger = ledger;
		this.hours = hours;
		this.reports = reports;
	}

	/** What is known of the person of a run; errors when the person was erased. */
	Mono<Known> read(Account account) {
		return fenced(account.row(),
				(client) -> this.suppression.check(client, subject(account))
					.then(Mono.defer(
							() -> Mono.zip(
									this.statuses.ofPerson(client, account.organisationId(), account.integrationId(),
											account.candidateId())
										.collectList(),
									this.ledger
										.ofPerson(client, account.organisationId(), account.integrationId(),
												account.candidateId())
										.collectList(),
									Known::new))));
	}

	/**
	 * Commits the intent to write, before the vendor is called; errors when the person
	 * was erased.
	 * @return empty when the write may be made, else how long the hourly cap lets it wait
	 */
	Mono<Duration> intend(Account account, LedgerEntry intended) {
		return fenced(account.row(), (client) -> this.suppression.check(client, subject(account))
			.then(Mono.defer(() -> this.hours.take(client, account.organisationId(), account.integrationId(),
					account.integration().getWritesPerHour())))
			.switchIfEmpty(Mono
				.defer(() -> this.ledger.save(client, account.organisationId(), account.integrationId(), intended, true)
					.then(Mono.empty()))));
	}

	/** Writes a row down without telling anybody. */
	Mono<Void> keep(Account account, LedgerEntry entry, boolean doubtBegins) {
		return fenced(account.row(), (client) -> this.ledger.save(client, account.organisationId(),
				account.integrationId(), entry, doubtBegins));
	}

	/** Writes a row down and tells what became of it, or neither. */
	Mono<Void> settle(Account account, LedgerEntry entry, Report report) {
		return this.<Void>fenced(account.row(),
				(client) -> this.ledger.save(client, account.organisationId(), account.integrationId(), entry, false)
					.then(this.reports.tell(client, account, entry, report)))
			.doOnSuccess((done) -> this.reports.count(account, entry, report));
	}

	/** Writes down that statuses were dealt with. */
	Mono<Void> handled(Account account, List<DecidedStatus> dealtWith) {
		return dealtWith.isEmpty() ? Mono.empty()
				: fenced(account.row(),
						(client) -> Flux.fromIterable(dealtWith)
							.concatMap((status) -> this.statuses.handled(client, account.organisationId(),
									account.integrationId(), status))
							.then());
	}

	/** Tells one step of an application. */
	Mono<Void> tell(Account account, DecidedStatus status, String step, String code) {
		return fenced(account.row(), (client) -> this.reports.outcome(client, account.row(), status.applicationId(),
				step, code, account.row().attempts()));
	}

	/** Forgets a person and tells that nothing more is written. */
	Mono<Void> forget(Account account, boolean ledgerToo) {
		String organisation = account.organisationId();
		String integration = account.integrationId();
		return fenced(account.row(), (client) -> this.statuses
			.ofPerson(client, organisation, integration, account.candidateId())
			.collectList()
			.flatMapMany(Flux::fromIterable)
			.concatMap((status) -> this.statuses.forget(client, organisation, integration, status.applicationId())
				.then(this.reports.outcome(client, account.row(), status.applicationId(), "DROPPED", "erased",
						account.row().attempts())))
			.then(Mono.defer(() -> ledgerToo
					? this.ledger.forget(client, organisation, integration, account.candidateId()) : Mono.empty())));
	}

	private <T> Mono<T> fenced(WorkRow row, Function<DatabaseClient, Mono<T>> step) {
		return this.database.inOrganisation(row.organisationId(), (client) -> this.work.stillMine(client, row)
			.flatMap((mine) -> mine ? step.apply(client) : Mono.error(new LeaseLost())));
	}

	private static Subject subject(Account account) {
		return new Subject(account.organisationId(), account.integrationId(), account.candidateId());
	}

	/**
	 * What is known of a person.
	 *
	 * @param statuses the newest status of each application
	 * @param ledger what is written
	 */
	record Known(List<DecidedStatus> statuses, List<LedgerEntry> ledger) {

	}

}
