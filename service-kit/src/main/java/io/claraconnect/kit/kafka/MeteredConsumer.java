package io.claraconnect.kit.kafka;

import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * A consumer whose metrics live as long as it does.
 */
final class MeteredConsumer extends KafkaConsumer<String, byte[]> {

	private final KafkaClientMetrics metrics = new KafkaClientMetrics(this);

	MeteredConsumer(Map<String, Object> properties, MeterRegistry meters) {
		super(properties);
		this.metrics.bindTo(meters);
	}

	@Override
	public void close(CloseOptions options) {
		this.metrics.close();
		super.close(options);
	}

}
