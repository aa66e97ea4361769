package io.claraconnect.schemas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import org.apache.avro.Schema;

/** Writes {@code docs/topics.md} from catalogue and schemas. */
final class TopicPage {

	static final Path FILE = Path.of("../docs/topics.md");

	private final StringBuilder page = new StringBuilder();

	private TopicPage() {
	}

	static String text() {
		return new TopicPage().write(TopicCatalogue.load());
	}

	/** Writes the page anew. */
	static void main() throws IOException {
		Files.createDirectories(FILE.getParent());
		Files.writeString(FILE, text());
	}

	private String write(TopicCatalogue catalogue) {
		this.page
			.append("""
					# Topics

					Generated from `schemas/src/main/resources/topics.yaml` and `schemas/src/main/avro`; a test fails when this page
					is stale. To write it anew: `./mvnw -q -pl schemas test -Dtest=TopicPageTest -Dclara.page.write=true`.

					Values are Avro in Confluent wire format (a zero byte, four bytes of schema id, Avro binary), one record type per
					topic, subject `<topic>-value`, compatibility BACKWARD_TRANSITIVE. Keys are UTF-8 text: the organisation, then what
					the table says, joined by `:`. A record without value deletes its key.

					Every record has the headers `ce_specversion`, `ce_id`, `ce_type`, `ce_source`, `ce_time`, `traceparent` and, when
					another event led to it, `causation-id`. One with a value also has `ce_dataschema`, a fingerprint of the schema it was
					written with (`urn:avro:crc-64-avro:` and the CRC-64-AVRO of Avro's canonical form): our services read by it without asking
					a registry; foreign readers may go by the id in the value as ever.

					| topic | value | key after the organisation | partitions | kept | owner | writers | readers | held in memory by | data |
					|---|---|---|---|---|---|---|---|---|---|
					""");
		catalogue.topics().forEach(this::row);
		this.page
			.append("""

					A service that cannot process a record of a topic it reads puts it into `<topic>.<service>.dlt` (%d partitions,
					kept %d days): bytes, key and headers as they were, and the headers `clara-dlt-cause` (a code), `clara-dlt-topic`,
					`clara-dlt-partition`, `clara-dlt-offset`, `clara-dlt-group`. `./clara redrive` takes them back to that service, and to
					it alone, over `<topic>.<service>.redrive` (kept as long): [what to do with dead letters](runbooks/dead-letters.md).

					Data classes: *none* is nothing about a person; *pseudonymous* is opaque ids, codes and references that lead to a
					person only with the vault; *sealed* also has ciphertext that only a key opens.
					"""
				.formatted(catalogue.deadLetters().partitions(), catalogue.deadLetters().retention().getDays()));
		catalogue.topics().forEach(this::section);
		return this.page.toString();
	}

	private void row(TopicCatalogue.Topic topic) {
		this.page.append("| [`%s`](#%s) | %s | %s | %d | %s | %s | %s | %s | %s | %s |%n".formatted(topic.name(),
				topic.name().replace(".", ""), topic.record(), topic.key(), topic.partitions(), kept(topic),
				topic.owner(), list(topic.writers()), list(topic.readers()), list(topic.followers()),
				topic.data().name().toLowerCase(java.util.Locale.ROOT)));
	}

	private static String kept(TopicCatalogue.Topic topic) {
		return (topic.retention() != null) ? topic.retention().getDays() + " days" : "last of each key";
	}

	private static String list(List<String> names) {
		return names.isEmpty() ? "-" : String.join(", ", names);
	}

	private void section(TopicCatalogue.Topic topic) {
		Schema schema = topic.schema();
		this.page.append("%n## %s%n%n%s%n%n`%s`: %s%n%n".formatted(topic.name(), topic.purpose(), schema.getFullName(),
				schema.getDoc()));
		this.page.append("| field | type | meaning |\n|---|---|---|\n");
		fields(schema, "");
	}

	private void fields(Schema schema, String prefix) {
		for (Schema.Field field : schema.getFields()) {
			String name = prefix + field.name();
			this.page.append("| `%s` | %s | %s |%n".formatted(name, type(field.schema()),
					field.doc().replace("|", "\\|").replace("<", "&lt;")));
			nested(field.schema(), name);
		}
	}

	private void nested(Schema schema, String name) {
		switch (schema.getType()) {
			case RECORD -> fields(schema, name + '.');
			case ARRAY -> nested(schema.getElementType(), name + "[]");
			case MAP -> nested(schema.getValueType(), name + "{}");
			case UNION -> schema.getTypes().forEach((member) -> nested(member, name));
			default -> {
			}
		}
	}

	private static String type(Schema schema) {
		return switch (schema.getType()) {
			case UNION -> schema.getTypes()
				.stream()
				.filter((member) -> member.getType() != Schema.Type.NULL)
				.map(TopicPage::type)
				.collect(Collectors.joining(" or ")) + ", optional";
			case ARRAY -> "list of " + type(schema.getElementType());
			case MAP -> "map of " + type(schema.getValueType());
			case ENUM -> String.join(", ", schema.getEnumSymbols());
			case RECORD -> schema.getName();
			default ->
				(schema.getLogicalType() != null) ? schema.getLogicalType().getName() : schema.getType().getName();
		};
	}

}
