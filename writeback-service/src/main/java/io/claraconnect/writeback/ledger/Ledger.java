package io.claraconnect.writeback.ledger;

import java.time.Duration;

import io.claraconnect.ats.api.ApplicationKey;
import io.claraconnect.writeback.plan.DoubtfulWrite;
import io.claraconnect.writeback.plan.DueAudit;
import io.claraconnect.writeback.plan.LedgerEntry;
import io.claraconnect.writeback.plan.LedgerState;
import io.claraconnect.writeback.plan.SlotKey;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/**
 * The table {@code writeback.ledger}. Rows of one person are changed only by who holds
 * that person's lease, in a transaction that has checked it. Time is the database's, so
 * that skewed clocks of processes do not matter.
 */
@Component
public class Ledger {

	private static final String SELECT = "SELECT target, slot, candidate_id, application_id, job_id, action,"
			+ " desired_revision, desired_value, confirmed_revision, confirmed_value, status_revision, state,"
			+ " vendor_ref, expected, doubtful, attempts, failures, cause, audits,"
			+ " coalesce(extract(epoch FROM clock_timestamp() - writing_since) * 1000, 0)::bigint AS age_ms,"
			+ " (extract(epoch FROM audit_at - clock_timestamp()) * 1000)::bigint AS audit_in_ms FROM writeback.ledger"
			+ " WHERE organisation_id = :organisation AND integration_id = :integration";

	/** What is written for a person, also under an id that the person had before. */
	public Flux<LedgerEntry> ofPerson(DatabaseClient client, String organisationId, String integrationId,
			String candidateId) {
		return client
			.sql(SELECT + " AND (candidate_id = :candidate OR application_id IN (SELECT s.application_id"
					+ " FROM writeback.application_status s WHERE s.organisation_id = :organisation"
					+ " AND s.integration_id = :integration AND s.candidate_id = :candidate)) ORDER BY target, slot")
			.bind("organisation", organisationId)
			.bind("integration", integrationId)
			.bind("candidate", candidateId)
			.map(Ledger::entry)
			.all();
	}

	/**
	 * Keeps a row as it is after a step.
	 * @param begins whether a call begins, or its outcome became unknown, now
	 */
	public Mono<Void> save(DatabaseClient client, String organisationId, String integrationId, LedgerEntry entry,
			boolean begins) {
		DatabaseClient.GenericExecuteSpec upsert = client.sql("INSERT INTO writeback.ledger AS l (organisation_id,"
				+ " integration_id, target, slot, candidate_id, application_id, job_id, action, desired_revision,"
				+ " desired_value, confirmed_revision, confirmed_value, status_revision, state, vendor_ref, expected,"
				+ " doubtful, writing_since, attempts, failures, cause, audit_at, audits) VALUES (:organisation,"
				+ " :integration, :target, :slot, :candidate, :application, :job, :action, :revision, :value, :confirmedRevision,"
				+ " :confirmed, :statusRevision, :state, :ref, :expected, :doubtful, clock_timestamp(), :attempts,"
				+ " :failures, :cause, clock_timestamp() + :audit * interval '1 millisecond', :audits)"
				+ " ON CONFLICT (organisation_id, integration_id, target, slot) DO UPDATE SET"
				+ " candidate_id = excluded.candidate_id, application_id = excluded.application_id,"
				+ " job_id = excluded.job_id, action = excluded.action, desired_revision = excluded.desired_revision,"
				+ " desired_value = excluded.desired_value, confirmed_revision = excluded.confirmed_revision,"
				+ " confirmed_value = excluded.confirmed_value, status_revision = excluded.status_revision,"
				+ " state = excluded.state, vendor_ref = excluded.vendor_ref, expected = excluded.expected,"
				+ " doubtful = excluded.doubtful, attempts = excluded.attempts, failures = excluded.failures,"
				+ " cause = excluded.cause, audit_at = excluded.audit_at, audits = excluded.audits,"
				+ " updated_at = now(), writing_since =" + (begins ? " excluded.writing_since" : " l.writing_since"))
			.bind("organisation", organisationId)
			.bind("integration", integrationId)
			.bind("target", entry.key().target())
			.bind("slot", entry.key().slot())
			.bind("candidate", entry.cause().candidateId())
			.bind("application", entry.cause().applicationId())
			.bind("job", entry.cause().jobId())
			.bind("action", entry.action())
			.bind("revision", entry.revision())
			.bind("value", entry.value())
			.bind("confirmedRevision", entry.confirmedRevision())
			.bind("statusRevision", entry.statusRevision())
			.bind("state", entry.state().name())
			.bind("expected", entry.expected())
			.bind("doubtful", DoubtfulWrite.format(entry.doubtful()))
			.bind("attempts", entry.attempts())
			.bind("failures", entry.failures());
		upsert = Columns.bind(upsert, "confirmed", entry.confirmedValue(), String.class);
		upsert = Columns.bind(upsert, "ref", entry.vendorRef(), String.class);
		upsert = Columns.bind(upsert, "cause", entry.code(), String.class);
		DueAudit audit = entry.audit();
		return Columns.bind(upsert, "audit", (audit != null) ? (Long) audit.in().toMillis() : null, Long.class)
			.bind("audits", (audit != null) ? audit.done() : 0)
			.then();
	}

	/** Forgets what was written for a person who was erased. */
	public Mono<Void> forget(DatabaseClient client, String organisationId, String integrationId, String candidateId) {
		return client
			.sql("DELETE FROM writeback.ledger WHERE organisation_id = :organisation"
					+ " AND integration_id = :integration AND candidate_id = :candidate")
			.bind("organisation", organisationId)
			.bind("integration", integrationId)
			.bind("candidate", candidateId)
			.then();
	}

	private static LedgerEntry entry(Readable row) {
		ApplicationKey cause = new ApplicationKey(Columns.text(row, "application_id"),
				Columns.text(row, "candidate_id"), Columns.text(row, "job_id"));
		@Nullable Long auditIn = row.get("audit_in_ms", Long.class);
		return new LedgerEntry(new SlotKey(Columns.text(row, "target"), Columns.text(row, "slot")), cause,
				Columns.text(row, "action"), Columns.number(row, "desired_revision"),
				Columns.text(row, "desired_value"), Columns.number(row, "confirmed_revision"),
				row.get("confirmed_value", String.class), Columns.number(row, "status_revision"),
				LedgerState.valueOf(Columns.text(row, "state")), row.get("vendor_ref", String.class),
				Columns.text(row, "expected"), DoubtfulWrite.parse(Columns.text(row, "doubtful")),
				Columns.small(row, "attempts"), Columns.small(row, "failures"), row.get("cause", String.class),
				Duration.ofMillis(Columns.number(row, "age_ms")),
				(auditIn != null) ? new DueAudit(Columns.small(row, "audits"), Duration.ofMillis(auditIn)) : null);
	}

}
