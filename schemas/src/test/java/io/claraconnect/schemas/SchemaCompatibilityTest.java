package io.claraconnect.schemas;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

class SchemaCompatibilityTest {

	private static final JsonMapper JSON = JsonMapper.shared();

	static Stream<Schema> current() {
		return SchemaFiles.current().stream();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("current")
	@Tag("E7")
	@DisplayName("Every schema reads the records of every earlier version (E7)")
	void readsEveryEarlierVersion(Schema schema) {
		assertThat(SchemaFiles.versions(schema.getName())).isNotEmpty()
			.allSatisfy(
					(earlier) -> assertThat(verdict(schema, earlier)).isEqualTo(SchemaCompatibilityType.COMPATIBLE));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("current")
	@DisplayName("The newest version in the history is the schema of today")
	void newestVersionIsToday(Schema schema) {
		assertThat(SchemaFiles.versions(schema.getName()).getLast())
			.as("add history/%s/<n>.avsc as history/README.md says, and never change an old one", schema.getName())
			.hasToString(schema.toString());
	}

	@Test
	@DisplayName("No record leaves the history and its versions count from one without a gap")
	void historyIsWhole() {
		assertThat(SchemaFiles.recordsInHistory())
			.containsExactlyElementsOf(SchemaFiles.current().stream().map(Schema::getName).sorted().toList());
		for (String record : SchemaFiles.recordsInHistory()) {
			List<Schema> versions = SchemaFiles.versions(record);
			assertThat(IntStream.rangeClosed(1, versions.size()))
				.allSatisfy((n) -> assertThat(SchemaFiles.HISTORY.resolve(record).resolve(n + ".avsc")).exists());
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("current")
	@DisplayName("A new field without a default is caught")
	void newFieldWithoutDefaultIsCaught(Schema schema) {
		Schema changed = changed(schema, (fields) -> fields.addObject().put("name", "brandNew").put("type", "string"));

		assertThat(verdict(changed, schema)).isEqualTo(SchemaCompatibilityType.INCOMPATIBLE);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("current")
	@DisplayName("A field that changes its type is caught")
	void changedTypeIsCaught(Schema schema) {
		Schema changed = changed(schema, (fields) -> ((ObjectNode) fields.get(0)).put("type", "int"));

		assertThat(verdict(changed, schema)).isEqualTo(SchemaCompatibilityType.INCOMPATIBLE);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("current")
	@DisplayName("A new field with a default and a field less are allowed")
	void harmlessChangesPass(Schema schema) {
		Schema more = changed(schema,
				(fields) -> fields.addObject().put("name", "brandNew").put("type", "string").put("default", ""));
		Schema less = changed(schema, (fields) -> fields.remove(fields.size() - 1));

		assertThat(verdict(more, schema)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
		assertThat(verdict(less, schema)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
	}

	private static SchemaCompatibilityType verdict(Schema reader, Schema writer) {
		return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType();
	}

	private static Schema changed(Schema schema, java.util.function.Consumer<ArrayNode> change) {
		JsonNode tree = JSON.readTree(schema.toString());
		change.accept((ArrayNode) tree.get("fields"));
		return new Schema.Parser().parse(JSON.writeValueAsString(tree));
	}

}
