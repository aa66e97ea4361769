package io.claraconnect.local.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class EventJsonTest {

	private static final Schema SCHEMA = new Schema.Parser().parse("""
			{"type": "record", "name": "Sample", "namespace": "test", "fields": [
			  {"name": "name", "type": ["null", "string"]},
			  {"name": "at", "type": ["null", {"type": "long", "logicalType": "timestamp-millis"}]},
			  {"name": "day", "type": {"type": "int", "logicalType": "date"}},
			  {"name": "body", "type": "bytes"},
			  {"name": "state", "type": {"type": "enum", "name": "State", "symbols": ["OPEN", "CLOSED"]}},
			  {"name": "tags", "type": {"type": "array", "items": "string"}},
			  {"name": "counts", "type": {"type": "map", "values": "long"}}]}""");

	private final EventJson json = new EventJson((id) -> {
		assertThat(id).isEqualTo(7);
		return SCHEMA;
	});

	@Test
	void readsConfluentWireFormatAsPlainJson() throws IOException {
		JsonNode event = this.json.of(record(wireFormat(sample())), false);

		assertThat(event.path("type").stringValue()).isEqualTo("test.Sample");
		assertThat(event.path("schemaId").intValue()).isEqualTo(7);
		assertThat(event.path("key").stringValue()).isEqualTo("org:1");
		assertThat(event.path("headers").path("ce_id").stringValue()).isEqualTo("e1");
		assertThat(event.path("value")).hasToString(
				"{\"name\":\"Ada\",\"at\":\"2026-11-21T08:00:00Z\",\"day\":\"2026-11-21\",\"body\":\"AQI=\",\"state\":\"OPEN\","
						+ "\"tags\":[\"a\",\"b\"],\"counts\":{\"x\":3}}");
		assertThat(event.has("schema")).isFalse();
	}

	@Test
	void showsTheSchemaWhenAsked() throws IOException {
		assertThat(this.json.of(record(wireFormat(sample())), true).toString())
			.contains("\"schema\":{\"type\":\"record\"");
	}

	@Test
	void showsATombstone() {
		assertThat(this.json.of(record(null), false).path("value").isNull()).isTrue();
	}

	@Test
	void showsBytesThatAreNoSuchRecord() {
		JsonNode event = this.json.of(record("plain".getBytes(StandardCharsets.UTF_8)), false);

		assertThat(event.path("bytes").stringValue()).isEqualTo("cGxhaW4=");
	}

	@Test
	void showsBytesThatDoNotFitTheirSchema() {
		JsonNode event = this.json.of(record(new byte[] { 0, 0, 0, 0, 7, 9, 9 }), false);

		assertThat(event.has("unreadable")).isTrue();
		assertThat(event.path("bytes").stringValue()).isEqualTo("AAAAAAcJCQ==");
	}

	private static GenericRecord sample() {
		return new GenericRecordBuilder(SCHEMA).set("name", "Ada")
			.set("at", Instant.parse("2026-11-21T08:00:00Z").toEpochMilli())
			.set("day", 20_778)
			.set("body", ByteBuffer.wrap(new byte[] { 1, 2 }))
			.set("state", new GenericData.EnumSymbol(SCHEMA.getField("state").schema(), "OPEN"))
			.set("tags", List.of("a", "b"))
			.set("counts", Map.of("x", 3L))
			.build();
	}

	private static byte[] wireFormat(GenericRecord value) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.write(new byte[] { 0, 0, 0, 0, 7 });
		BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
		new GenericDatumWriter<GenericRecord>(SCHEMA).write(value, encoder);
		encoder.flush();
		return bytes.toByteArray();
	}

	private static ConsumerRecord<byte[], byte[]> record(byte[] value) {
		ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("ats.jobs", 1, 42,
				"org:1".getBytes(StandardCharsets.UTF_8), value);
		record.headers().add("ce_id", "e1".getBytes(StandardCharsets.UTF_8));
		return record;
	}

}
