package io.claraconnect.sync.request;

import java.time.Duration;
import java.util.function.Function;

import io.claraconnect.kit.kafka.Cause;
import io.claraconnect.kit.work.WorkItem;
import io.claraconnect.kit.work.WorkRow;
import io.claraconnect.kit.work.WorkRows;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/** Writes wishes as rows of work, one per subject. */
public final class Wishes {

	private final WorkRows rows;

	public Wishes(WorkRows rows) {
		this.rows = rows;
	}

	/**
	 * Asks for something, inside the caller's transaction. What an unfulfilled wish for
	 * the same subject said is kept, also when both are asked for at the same time: a row
	 * is only joined under its lock, and made only where there is none.
	 */
	public Mono<Void> ask(DatabaseClient client, String organisationId, String integrationId, String subject, Kind kind,
			Wish wish, Duration delay, Cause cause) {
		Function<Wish, WorkItem> item = (asked) -> new WorkItem(organisationId, integrationId, subject, kind.name(),
				asked.priority(), asked.toJson(), delay, cause.traceparent(), cause.causationId());
		Mono<Boolean> made = this.rows.insert(client, item.apply(wish)).filter(Boolean::booleanValue);
		Mono<Boolean> joined = client
			.sql("SELECT payload FROM sync.work WHERE organisation_id = :organisation"
					+ " AND integration_id = :integration AND subject = :subject FOR UPDATE")
			.bind("organisation", organisationId)
			.bind("integration", integrationId)
			.bind("subject", subject)
			.map((row) -> {
				String payload = row.get("payload", String.class);
				return wish.joined(Wish.parse((payload != null) ? payload : ""));
			})
			.one()
			.flatMap((both) -> this.rows.upsert(client, item.apply(both)).thenReturn(true));
		// A row that is fulfilled between the two statements is neither: then from the
		// start.
		return made.switchIfEmpty(joined).repeatWhenEmpty((rounds) -> rounds).then();
	}

	/** Asks for something because of a row that runs. */
	public Mono<Void> ask(DatabaseClient client, WorkRow because, String subject, Kind kind, Wish wish,
			Duration delay) {
		return ask(client, because.organisationId(), because.integrationId(), subject, kind, wish, delay,
				cause(because));
	}

	/** Why a row runs. */
	public static Cause cause(WorkRow row) {
		return new Cause(row.traceparent(), row.causationId());
	}

	/** Names an application. */
	public static String application(String id) {
		return "application:" + id;
	}

	/** Names the second read of an application. */
	public static String secondRead(String id) {
		return "second:application:" + id;
	}

	/** Names a candidate. */
	public static String candidate(String id) {
		return "candidate:" + id;
	}

	/** Names a job. */
	public static String job(String id) {
		return "job:" + id;
	}

}
