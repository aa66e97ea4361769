package io.claraconnect.kit.kafka;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * The headers of every record: the CloudEvents binding for Kafka, trace and cause. See
 * <a href=
 * "https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">the
 * binding</a> (2026-11-21).
 *
 * @param id {@code ce_id}: the same when the same event is published again
 * @param type {@code ce_type}: full name of the Avro record, or {@link #TOMBSTONE}
 * @param source {@code ce_source}: the service that published it
 * @param time {@code ce_time}: when it was first published
 * @param traceparent the W3C header; empty when a foreign producer sent none
 * @param causationId {@code causation-id}: id of the event that led to it, or null
 * @param schema {@code ce_dataschema}: names the schema that the value was written with,
 * wherever it is registered; null for a tombstone and when a foreign producer sent none
 */
public record EventHeaders(String id, String type, String source, Instant time, String traceparent,
		@Nullable String causationId, @Nullable String schema) {

	static final String DATA_SCHEMA = "ce_dataschema";

	/** Type of a record without value, which deletes its key. */
	public static final String TOMBSTONE = "io.claraconnect.tombstone";

	static EventHeaders of(ConsumerRecord<?, ?> record, Origin origin) {
		Headers headers = record.headers();
		return new EventHeaders(
				text(headers, "ce_id", origin.topic() + '-' + origin.partition() + '-' + origin.offset()),
				text(headers, "ce_type", ""), text(headers, "ce_source", ""), time(headers, record.timestamp()),
				text(headers, "traceparent", ""), textOrNull(headers, "causation-id"),
				textOrNull(headers, DATA_SCHEMA));
	}

	List<Header> toKafka() {
		List<Header> headers = new ArrayList<>(8);
		headers.add(header("ce_specversion", "1.0"));
		headers.add(header("ce_id", this.id));
		headers.add(header("ce_type", this.type));
		headers.add(header("ce_source", this.source));
		headers.add(header("ce_time", this.time.toString()));
		headers.add(header("traceparent", this.traceparent));
		if (this.causationId != null) {
			headers.add(header("causation-id", this.causationId));
		}
		if (this.schema != null) {
			headers.add(header(DATA_SCHEMA, this.schema));
		}
		return headers;
	}

	static Header header(String name, String value) {
		return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
	}

	private static Instant time(Headers headers, long timestamp) {
		try {
			return Instant.parse(text(headers, "ce_time", ""));
		}
		catch (DateTimeException ex) {
			return Instant.ofEpochMilli(Math.max(0, timestamp));
		}
	}

	private static String text(Headers headers, String name, String otherwise) {
		String text = textOrNull(headers, name);
		return (text != null) ? text : otherwise;
	}

	@Nullable private static String textOrNull(Headers headers, String name) {
		Header header = headers.lastHeader(name);
		return (header != null && header.value() != null) ? new String(header.value(), StandardCharsets.UTF_8) : null;
	}

}
