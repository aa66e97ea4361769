package io.claraconnect.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.apache.avro.Schema;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class SchemaDocumentationTest {

	static Stream<Schema> current() {
		return SchemaFiles.current().stream();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("current")
	@DisplayName("Every record, enum and field says what it is")
	void everythingIsDocumented(Schema schema) {
		List<String> silent = new ArrayList<>();
		collect(schema, schema.getName(), silent);

		assertThat(silent).isEmpty();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("current")
	@DisplayName("Every event names its organisation first")
	void organisationComesFirst(Schema schema) {
		assertThat(schema.getFields().getFirst().name()).isEqualTo("organisationId");
		assertThat(schema.getNamespace()).isEqualTo("io.claraconnect.schemas");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("current")
	@DisplayName("Every enum has UNKNOWN for symbols that are newer than the reader")
	void enumsKnowUnknown(Schema schema) {
		for (Schema.Field field : schema.getFields()) {
			if (field.schema().getType() == Schema.Type.ENUM) {
				assertThat(field.schema().getEnumDefault()).as(field.name()).isEqualTo("UNKNOWN");
			}
		}
	}

	private static void collect(Schema schema, String place, List<String> silent) {
		switch (schema.getType()) {
			case RECORD -> {
				note(schema.getDoc(), place, silent);
				schema.getFields().forEach((field) -> {
					note(field.doc(), place + '.' + field.name(), silent);
					collect(field.schema(), place + '.' + field.name(), silent);
				});
			}
			case ENUM -> note(schema.getDoc(), place, silent);
			case ARRAY -> collect(schema.getElementType(), place, silent);
			case MAP -> collect(schema.getValueType(), place, silent);
			case UNION -> schema.getTypes().forEach((member) -> collect(member, place, silent));
			default -> {
			}
		}
	}

	private static void note(String doc, String place, List<String> silent) {
		if (doc == null || doc.isBlank()) {
			silent.add(place);
		}
	}

}
