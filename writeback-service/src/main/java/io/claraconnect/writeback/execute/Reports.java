package io.claraconnect.writeback.execute;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import io.claraconnect.kit.kafka.Cause;
import io.claraconnect.kit.outbox.Outbox;
import io.claraconnect.kit.work.WorkRow;
import io.claraconnect.schemas.EventKey;
import io.claraconnect.schemas.Outcome;
import io.claraconnect.schemas.Topics;
import io.claraconnect.schemas.Writeback;
import io.claraconnect.writeback.plan.LedgerEntry;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/** Tells what became of a write, in the transaction that writes it down. */
@Component
class Reports {

	private static final String SERVICE = "writeback-service";

	private final Outbox outbox;

	private final Clock clock;

	private final MeterRegistry meters;

	Reports(Outbox outbox, Clock clock, MeterRegistry meters) {
		this.outbox = outbox;
		this.clock = clock;
		this.meters = meters;
	}

	/** What became of a slot, on {@code ats.writebacks} and {@code platform.outcomes}. */
	Mono<Void> tell(DatabaseClient client, Account account, LedgerEntry entry, Report report) {
		Instant now = this.clock.instant();
		Writeback writeback = Writeback.newBuilder()
			.setOrganisationId(account.organisationId())
			.setIntegrationId(account.integrationId())
			.setAts(account.integration().getAts())
			.setTarget(entry.key().target())
			.setSlot(entry.key().slot())
			.setApplicationId(entry.cause().applicationId())
			.setAction(entry.action())
			.setOutcome(report.outcome())
			.setCode(report.code())
			.setVendorRef(entry.vendorRef())
			.setExpected("stage".equals(entry.key().kind()) ? entry.expected() : null)
			.setStatusRevision(entry.statusRevision())
			.setAttempts(entry.attempts())
			.setSeenAt(report.seen() ? now : null)
			.setAt(now)
			.build();
		String key = EventKey.of(account.organisationId(), account.integrationId(), entry.key().target());
		return this.outbox
			.add(client, account.organisationId(), Topics.WRITEBACKS, key, writeback, cause(account.row()))
			.then(outcome(client, account.row(), entry.cause().applicationId(), "WRITTEN",
					entry.key().kind() + "_" + report.outcome().toLowerCase(Locale.ROOT),
					Math.max(1, entry.attempts())));
	}

	/** One step of an application, on {@code platform.outcomes}. */
	Mono<Void> outcome(DatabaseClient client, WorkRow row, String applicationId, String step, String code,
			int attempts) {
		String subject = "application:" + applicationId;
		Outcome outcome = Outcome.newBuilder()
			.setOrganisationId(row.organisationId())
			.setIntegrationId(row.integrationId())
			.setSubject(subject)
			.setApplicationId(applicationId)
			.setService(SERVICE)
			.setStep(step)
			.setCode(code)
			.setAttempts(attempts)
			.setAt(this.clock.instant())
			.build();
		return this.outbox.add(client, row.organisationId(), Topics.OUTCOMES,
				EventKey.of(row.organisationId(), row.integrationId(), subject), outcome, cause(row));
	}

	/** Counts what was told, after it was committed. */
	void count(Account account, LedgerEntry entry, Report report) {
		String ats = account.integration().getAts();
		this.meters
			.counter("clara.writeback.writes", "ats", ats, "slot", entry.key().kind(), "outcome",
					report.outcome().toLowerCase(Locale.ROOT))
			.increment();
		if ("WRITTEN".equals(report.outcome())) {
			Duration taken = Duration.between(account.row().firstAskedAt(), this.clock.instant());
			this.meters.timer("clara.writeback.latency", "ats", ats, "slot", entry.key().kind())
				.record(taken.isNegative() ? Duration.ZERO : taken);
		}
	}

	/** Counts a call whose outcome nobody knows. */
	void countDoubt(Account account, LedgerEntry entry) {
		this.meters.counter("clara.writeback.doubts", "ats", account.integration().getAts(), "slot", entry.key().kind())
			.increment();
	}

	private static Cause cause(WorkRow row) {
		return new Cause(row.traceparent(), row.causationId());
	}

}
