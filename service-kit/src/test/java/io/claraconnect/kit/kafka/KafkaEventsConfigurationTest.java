package io.claraconnect.kit.kafka;

import java.time.Clock;
import java.util.Random;

import io.claraconnect.kit.ids.IdGenerator;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class KafkaEventsConfigurationTest {

	private final ApplicationContextRunner context = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(KafkaEventsConfiguration.class))
		.withBean(Clock.class, Clock::systemUTC)
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
		.withBean(IdGenerator.class, () -> IdGenerator.of(new Random(5)))
		.withPropertyValues("spring.application.name=sync-worker");

	@Test
	@DisplayName("Without a broker in the configuration there is nothing")
	void backsOff() {
		this.context.run((started) -> assertThat(started).doesNotHaveBean(EventPublisher.class));
	}

	@Test
	@DisplayName("A service starts while broker and registry are away, and is not ready")
	void startsWithoutBroker() {
		this.context
			.withPropertyValues("clara.kafka.bootstrap=127.0.0.1:1", "clara.registry.url=http://127.0.0.1:1",
					"clara.kafka.linger=7ms", "clara.registry.user=u", "clara.registry.password=geheim")
			.run((started) -> {
				assertThat(started).hasNotFailed();
				assertThat(started.getBean(SchemaIds.class).health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
				assertThat(started.getBean(TopicsExist.class).health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
				assertThat(started.getBean(DirectoriesComplete.class).health().getStatus()).isEqualTo(Status.UP);
				assertThat(started.getBean(EventSettings.class).forProducer("p")).containsEntry("linger.ms", 7L)
					.containsEntry("acks", "all")
					.containsEntry("compression.type", "gzip");
				assertThat(started.getBean(RegistrySettings.class).toString()).doesNotContain("geheim");
			});
	}

	@Test
	@DisplayName("The classic protocol assigns cooperatively and a named instance keeps its place")
	void groupSettings() {
		this.context
			.withPropertyValues("clara.kafka.bootstrap=127.0.0.1:1", "clara.registry.url=http://127.0.0.1:1",
					"clara.kafka.group-protocol=classic", "clara.kafka.instance-id=pod-1")
			.run((started) -> assertThat(started.getBean(EventSettings.class).forGroup("g", "c"))
				.containsEntry("group.instance.id", "pod-1.c")
				.containsEntry("partition.assignment.strategy",
						"org.apache.kafka.clients.consumer.CooperativeStickyAssignor"));
	}

}
