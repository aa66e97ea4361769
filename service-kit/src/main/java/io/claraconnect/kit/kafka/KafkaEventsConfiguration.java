package io.claraconnect.kit.kafka;

import java.time.Clock;

import io.claraconnect.kit.ids.IdGenerator;
import io.claraconnect.schemas.TopicCatalogue;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Everything for events, for services that set {@code clara.kafka.bootstrap}.
 */
@AutoConfiguration
@ConditionalOnProperty("clara.kafka.bootstrap")
@EnableConfigurationProperties({ EventSettings.class, RegistrySettings.class })
class KafkaEventsConfiguration {

	private final String service;

	KafkaEventsConfiguration(@Value("${spring.application.name}") String service) {
		this.service = service;
	}

	@Bean
	@ConditionalOnMissingBean
	TopicCatalogue topicCatalogue() {
		return TopicCatalogue.load();
	}

	@Bean
	@ConditionalOnMissingBean
	RegistryClient registryClient(RegistrySettings registry) {
		return new RegistryClient(registry);
	}

	@Bean
	@ConditionalOnMissingBean
	EventEncoder eventEncoder(EventSettings events, RegistrySettings registry, RegistryClient client) {
		return new EventEncoder(events, registry, client);
	}

	@Bean
	@ConditionalOnMissingBean
	EventPublisher eventPublisher(EventSettings events, EventEncoder encoder, Clock clock, IdGenerator ids,
			MeterRegistry meters) {
		return new EventPublisher(events, encoder, this.service, clock, ids, meters);
	}

	@Bean
	@ConditionalOnMissingBean
	EventListeners eventListeners(EventSettings events, EventEncoder encoder, EventPublisher publisher,
			MeterRegistry meters) {
		return new EventListeners(events, encoder, publisher, this.service, meters);
	}

	@Bean
	@ConditionalOnMissingBean
	CompactedDirectories compactedDirectories(EventSettings events, EventEncoder encoder, MeterRegistry meters) {
		return new CompactedDirectories(events, encoder, this.service, meters);
	}

	@Bean
	SchemaIds schemaIdsHealthIndicator(TopicCatalogue catalogue, RegistryClient registry) {
		return new SchemaIds(catalogue, this.service, registry);
	}

	@Bean
	TopicsExist topicsExistHealthIndicator(EventSettings events, TopicCatalogue catalogue, EventListeners listeners,
			CompactedDirectories directories) {
		return new TopicsExist(events, catalogue, this.service, listeners, directories);
	}

	@Bean
	DirectoriesComplete directoriesHealthIndicator(CompactedDirectories directories) {
		return new DirectoriesComplete(directories);
	}

}
