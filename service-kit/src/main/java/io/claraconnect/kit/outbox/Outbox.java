package io.claraconnect.kit.outbox;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;

import io.claraconnect.kit.kafka.Cause;
import io.claraconnect.kit.kafka.EventHeaders;
import io.claraconnect.kit.kafka.EventPublisher;
import io.claraconnect.kit.kafka.OutgoingEvent;
import io.r2dbc.spi.Readable;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * The outbox table of one schema: events written in the transaction of the change that
 * they tell of, so that neither is there without the other. Events of one key keep the
 * order of their transactions as long as those transactions lock the row they change
 * before they add the event. The table is made by {@code platform.create_outbox(schema)}
 * in the service's own migrations.
 */
public final class Outbox {

	/**
	 * Into how many shards keys are divided; each is relayed by one process at a time.
	 */
	static final int SHARDS = 8;

	private final String table;

	private final EventPublisher events;

	/**
	 * The outbox of a schema.
	 * @param schema the service's own schema
	 * @param events encodes the events
	 */
	public Outbox(String schema, EventPublisher events) {
		if (!schema.matches("[a-z_]+")) {
			throw new IllegalArgumentException("Not a schema name: " + schema);
		}
		this.table = schema + ".outbox";
		this.events = events;
	}

	/**
	 * Adds an event, inside the caller's transaction.
	 * @param client the transaction
	 * @param organisationId whose event it is
	 * @param topic the topic
	 * @param key the key
	 * @param value the record; null to delete the key of a compacted topic
	 * @param cause why
	 * @return completes when the row is written; errors roll the transaction back
	 */
	public Mono<Void> add(DatabaseClient client, String organisationId, String topic, String key,
			@Nullable SpecificRecord value, Cause cause) {
		return this.events.prepare(topic, key, value, cause).flatMap((event) -> insert(client, organisationId, event));
	}

	private Mono<Void> insert(DatabaseClient client, String organisationId, OutgoingEvent event) {
		DatabaseClient.GenericExecuteSpec insert = client.sql("INSERT INTO " + this.table
				+ " (organisation_id, shard, topic, key, value, ce_id, ce_type, ce_source, ce_time, traceparent,"
				+ " causation_id, data_schema) VALUES (:organisation, :shard, :topic, :key, :value, :id, :type, :source, :time, :trace,"
				+ " :causation, :schema)")
			.bind("organisation", organisationId)
			.bind("shard", Math.floorMod(event.key().hashCode(), SHARDS))
			.bind("topic", event.topic())
			.bind("key", event.key())
			.bind("id", event.headers().id())
			.bind("type", event.headers().type())
			.bind("source", event.headers().source())
			.bind("time", event.headers().time().atOffset(ZoneOffset.UTC))
			.bind("trace", event.headers().traceparent());
		byte[] value = event.value();
		insert = (value != null) ? insert.bind("value", value) : insert.bindNull("value", byte[].class);
		String causation = event.headers().causationId();
		insert = (causation != null) ? insert.bind("causation", causation) : insert.bindNull("causation", String.class);
		String schema = event.headers().schema();
		insert = (schema != null) ? insert.bind("schema", schema) : insert.bindNull("schema", String.class);
		return insert.then();
	}

	/** The shards that have events waiting. */
	Flux<Integer> waiting(DatabaseClient client) {
		return client
			.sql("SELECT s.shard FROM generate_series(0, " + (SHARDS - 1) + ") AS s(shard) WHERE EXISTS (SELECT 1 FROM "
					+ this.table + " o WHERE o.shard = s.shard)")
			.map((row) -> number(row, "shard").intValue())
			.all();
	}

	/** Takes a shard for this transaction; false when another process has it. */
	Mono<Boolean> own(DatabaseClient client, int shard) {
		return client.sql("SELECT pg_try_advisory_xact_lock(hashtext(:table), :shard) AS mine")
			.bind("table", this.table)
			.bind("shard", shard)
			.map((row) -> Boolean.TRUE.equals(row.get("mine", Boolean.class)))
			.one();
	}

	/** The oldest events of a shard but those of the given keys, oldest first. */
	Flux<Waiting> oldest(DatabaseClient client, int shard, Collection<String> except, int most) {
		return client
			.sql("SELECT * FROM " + this.table
					+ " WHERE shard = :shard AND key <> ALL(:except) ORDER BY id LIMIT :most")
			.bind("shard", shard)
			.bind("except", except.toArray(String[]::new))
			.bind("most", most)
			.map((row) -> row(row))
			.all();
	}

	/**
	 * Removes published events, by their ids and not up to one: a transaction that took a
	 * smaller id may commit later.
	 */
	Mono<Void> remove(DatabaseClient client, List<Waiting> published) {
		return client.sql("DELETE FROM " + this.table + " WHERE id = ANY(:ids)")
			.bind("ids", published.stream().map(Waiting::id).toArray(Long[]::new))
			.then();
	}

	private static Waiting row(Readable row) {
		OffsetDateTime time = row.get("ce_time", OffsetDateTime.class);
		EventHeaders headers = new EventHeaders(text(row, "ce_id"), text(row, "ce_type"), text(row, "ce_source"),
				(time != null) ? time.toInstant() : Instant.EPOCH, text(row, "traceparent"),
				row.get("causation_id", String.class), row.get("data_schema", String.class));
		return new Waiting(number(row, "id"),
				new OutgoingEvent(text(row, "topic"), text(row, "key"), row.get("value", byte[].class), headers));
	}

	private static String text(Readable row, String column) {
		String value = row.get(column, String.class);
		return (value != null) ? value : "";
	}

	private static Long number(Readable row, String column) {
		Long value = row.get(column, Long.class);
		return (value != null) ? value : 0L;
	}

	/**
	 * An event that waits.
	 *
	 * @param id its place in the order
	 * @param event the event
	 */
	record Waiting(long id, OutgoingEvent event) {

	}

}
