package io.claraconnect.kit.kafka;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.claraconnect.schemas.Outcome;
import io.claraconnect.schemas.Topics;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class EventRoundTripIT {

	private static final Duration SOON = Duration.ofSeconds(30);

	private final EventStack events = new EventStack(3);

	private final List<Event<Outcome>> heard = new CopyOnWriteArrayList<>();

	@AfterEach
	void close() throws Exception {
		this.events.close();
	}

	@Test
	@DisplayName("A published event arrives whole, with its key, headers and cause")
	void arrivesWhole() {
		listen();
		this.events.publisher.publish(this.events.topic, "org:int:1", EventStack.outcome("one"), Cause.fresh()).block();

		await().atMost(SOON).until(() -> this.heard.size() == 1);
		Event<Outcome> event = this.heard.getFirst();
		assertThat(event.value()).isEqualTo(EventStack.outcome("one"));
		assertThat(event.key()).isEqualTo("org:int:1");
		assertThat(event.headers().type()).isEqualTo("io.claraconnect.schemas.Outcome");
		assertThat(event.headers().source()).isEqualTo("/clara/test-service");
		assertThat(event.headers().causationId()).isNull();
		assertThat(Traceparent.parse(event.headers().traceparent())).isPresent();
	}

	@Test
	@DisplayName("What an event causes stays in its trace and names it")
	void causeIsCarriedOn() {
		listen();
		this.events.publisher.publish(this.events.topic, "org:int:k", EventStack.outcome("one"), Cause.fresh()).block();
		await().atMost(SOON).until(() -> this.heard.size() == 1);
		Event<Outcome> first = this.heard.getFirst();
		this.events.publisher.publish(this.events.topic, "org:int:k", EventStack.outcome("two"), first.cause()).block();

		await().atMost(SOON).until(() -> this.heard.size() == 2);
		EventHeaders second = this.heard.getLast().headers();
		assertThat(second.causationId()).isEqualTo(first.headers().id());
		assertThat(second.traceparent()).isNotEqualTo(first.headers().traceparent())
			.startsWith(first.headers().traceparent().substring(0, 35));
	}

	@Test
	@DisplayName("A tombstone reaches the handler without a value")
	void tombstone() {
		listen();
		this.events.publisher.publish(this.events.topic, "org:int:k", null, Cause.fresh()).block();

		await().atMost(SOON).until(() -> this.heard.size() == 1);
		assertThat(this.heard.getFirst().value()).isNull();
		assertThat(this.heard.getFirst().headers().type()).isEqualTo(EventHeaders.TOMBSTONE);
		assertThat(this.events.deadLetters()).isEmpty();
	}

	@Test
	@Tag("E7")
	@DisplayName("Events of a second and a third schema version are read by the first (E7)")
	void newerVersionsAreRead() throws Exception {
		listen();
		Schema second = withField(Outcome.getClassSchema(), "second");
		Schema third = withField(second, "third");
		SchemaDeployment deployment = new SchemaDeployment(this.events.registry);
		for (Schema version : List.of(second, third)) {
			int id = deployment.deploy(Topics.subject(this.events.topic), version);
			this.events.publisher
				.send(new ProducerRecord<>(this.events.topic, null, "org:int:k", bytes(id, version), List.of()))
				.block();
		}
		this.events.publisher.publish(this.events.topic, "org:int:k", EventStack.outcome("first"), Cause.fresh())
			.block();

		await().atMost(SOON).until(() -> this.heard.size() == 3);
		assertThat(this.heard).extracting((event) -> event.value().getCode()).containsExactly("new", "new", "first");
		assertThat(this.heard.getFirst().headers().traceparent()).isEmpty();
	}

	@Test
	@DisplayName("The registry refuses a version that could not read the earlier ones")
	void incompatibleVersionIsRefused() {
		Schema broken = SchemaBuilder.record("Outcome")
			.namespace("io.claraconnect.schemas")
			.fields()
			.requiredLong("code")
			.endRecord();

		assertThatThrownBy(
				() -> new SchemaDeployment(this.events.registry).deploy(Topics.subject(this.events.topic), broken))
			.isInstanceOf(SchemaRefused.class);
	}

	private void listen() {
		EventListeners listeners = this.events.listeners();
		listeners.listen(this.events.topic, this.events.topic, Outcome.class,
				(event) -> Mono.fromRunnable(() -> this.heard.add(event)));
		listeners.start();
	}

	private static Schema withField(Schema schema, String name) {
		List<Schema.Field> fields = new java.util.ArrayList<>(
				schema.getFields().stream().map((field) -> new Schema.Field(field, field.schema())).toList());
		fields.add(new Schema.Field(name, Schema.create(Schema.Type.STRING), "New.", ""));
		return Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
	}

	private static byte[] bytes(int id, Schema schema) throws Exception {
		GenericData.Record record = new GenericData.Record(schema);
		Outcome known = EventStack.outcome("new");
		for (Schema.Field field : schema.getFields()) {
			Schema.Field old = known.getSchema().getField(field.name());
			Object value = (old != null) ? known.get(old.pos()) : "from the future";
			record.put(field.pos(), (value instanceof java.time.Instant instant) ? instant.toEpochMilli() : value);
		}
		java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
		out.write(0);
		out.writeBytes(java.nio.ByteBuffer.allocate(4).putInt(id).array());
		BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
		new GenericDatumWriter<GenericData.Record>(schema).write(record, encoder);
		encoder.flush();
		return out.toByteArray();
	}

}
