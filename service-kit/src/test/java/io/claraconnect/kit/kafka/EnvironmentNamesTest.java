package io.claraconnect.kit.kafka;

import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class EnvironmentNamesTest {

	@Test
	@DisplayName("Settings are read under the names of docs/configuration.md, before application.yaml")
	void names() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new MapPropertySource("application.yaml",
					Map.of("clara.kafka.bootstrap", "127.0.0.1:7492", "clara.kafka.max-poll-records", 50)));
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("systemEnvironment",
					Map.of("CLARA_KAFKA_BOOTSTRAP", "one:9092,two:9092", "CLARA_KAFKA_MAX_POLL_RECORDS", "7",
							"CLARA_KAFKA_CLIENT_SECURITY_PROTOCOL", "SSL")));
		EventSettings settings = new Binder(ConfigurationPropertySources.from(environment.getPropertySources()))
			.bind("clara.kafka", EventSettings.class)
			.get();

		assertThat(settings.bootstrap()).isEqualTo("one:9092,two:9092");
		assertThat(settings.maxPollRecords()).isEqualTo(7);
		assertThat(settings.client()).containsExactly(Map.entry("security.protocol", "SSL"));
	}

}
