package io.claraconnect.schemas;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Period;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.avro.Schema;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TopicCatalogueTest {

	private static final Set<String> SERVICES = Set.of("webhook-ingress", "sync-worker", "scoring-service",
			"writeback-service", "config-service");

	private final TopicCatalogue catalogue = TopicCatalogue.load();

	@Test
	@DisplayName("The catalogue lists exactly the topics that have a constant")
	void catalogueAndConstantsAgree() {
		List<String> constants = Stream.of(Topics.class.getDeclaredFields())
			.filter((field) -> Modifier.isPublic(field.getModifiers()))
			.map(TopicCatalogueTest::value)
			.toList();

		assertThat(this.catalogue.topics()).extracting(TopicCatalogue.Topic::name)
			.containsExactlyInAnyOrderElementsOf(constants)
			.doesNotHaveDuplicates();
	}

	@Test
	@DisplayName("Every topic has a schema and every schema has a topic")
	void catalogueAndSchemasAgree() {
		assertThat(
				this.catalogue.topics().stream().map((topic) -> topic.schema().getName()).collect(Collectors.toSet()))
			.containsExactlyInAnyOrderElementsOf(SchemaFiles.current().stream().map(Schema::getName).toList());
	}

	@Test
	@DisplayName("Only the five services write, read and follow, and nobody else owns")
	void onlyServicesTakePart() {
		assertThat(this.catalogue.topics()).allSatisfy((topic) -> {
			assertThat(SERVICES).contains(topic.owner()).containsAll(topic.writers()).containsAll(topic.readers());
			assertThat(SERVICES).containsAll(topic.followers());
			assertThat(topic.writers()).contains(topic.owner());
		});
	}

	@Test
	@DisplayName("Only the ingress follows the webhook secrets and nobody else reads them")
	void secretsAreForTheIngressAlone() {
		TopicCatalogue.Topic secrets = this.catalogue.find(Topics.WEBHOOK_SECRETS).orElseThrow();

		assertThat(secrets.followers()).containsExactly("webhook-ingress");
		assertThat(secrets.readers()).isEmpty();
	}

	@Test
	@DisplayName("A service needs what it writes, reads and follows and its dead letter topics")
	void needs() {
		assertThat(this.catalogue.neededBy("webhook-ingress")).containsExactlyInAnyOrder(Topics.INTEGRATIONS,
				Topics.WEBHOOK_SECRETS, Topics.WEBHOOKS, Topics.OUTCOMES, Topics.ERASURES);
		assertThat(this.catalogue.neededBy("sync-worker")).contains(Topics.WEBHOOKS, "ats.webhooks.sync-worker.dlt");
		assertThat(this.catalogue.neededBy("stranger")).isEmpty();
	}

	@Test
	@DisplayName("A topic that is both compacted and deleted after a time is refused")
	void contradictionIsRefused() {
		assertThatThrownBy(() -> new TopicCatalogue.Topic("t", "Outcome", "k", 1, true, Period.ofDays(1), "o", null,
				null, null, TopicCatalogue.DataClass.NONE, "p"))
			.isInstanceOf(IllegalArgumentException.class);
	}

	@Test
	@DisplayName("Keys start with the organisation and refuse parts that would make them ambiguous")
	void keys() {
		assertThat(EventKey.of("org", "int")).isEqualTo("org:int");
		assertThat(EventKey.of("org", "int", "application:42")).isEqualTo("org:int:application:42");
		assertThat(EventKey.ofAlias("org", "a1")).isEqualTo("org:a1");
		assertThatThrownBy(() -> EventKey.of("", "int")).isInstanceOf(IllegalArgumentException.class);
		assertThatThrownBy(() -> EventKey.of("org", "a:b")).isInstanceOf(IllegalArgumentException.class);
		assertThatThrownBy(() -> EventKey.of("org", "int", "")).isInstanceOf(IllegalArgumentException.class);
	}

	private static String value(Field field) {
		try {
			return (String) field.get(null);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
