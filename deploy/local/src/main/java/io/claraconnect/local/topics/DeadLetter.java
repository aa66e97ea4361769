package io.claraconnect.local.topics;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * A record as it lies in the dead letters, or on its way back.
 */
record DeadLetter(ConsumerRecord<byte[], byte[]> record) {

	private static final String REDRIVEN = "clara-dlt-redriven";

	String cause() {
		return header("clara-dlt-cause");
	}

	String key() {
		return (this.record.key() != null) ? new String(this.record.key(), StandardCharsets.UTF_8) : "";
	}

	/** Whether its bytes were too many to be kept aside. */
	boolean withoutBytes() {
		return this.record.headers().lastHeader("clara-dlt-too-large") != null;
	}

	/** How often it was taken back before it was refused again. */
	int redriven() {
		String times = header(REDRIVEN);
		return times.matches("[0-9]{1,6}") ? Integer.parseInt(times) : 0;
	}

	/**
	 * Names the refusal: copies that a crash made of it have the same name.
	 */
	String name() {
		return header("clara-dlt-group") + ' ' + header("clara-dlt-topic") + ' ' + header("clara-dlt-partition") + ' '
				+ header("clara-dlt-offset") + ' ' + redriven();
	}

	/**
	 * Key, bytes, headers and time as they are, with one more time counted. With a time
	 * of its own a copy would outlive what the receipt of an erasure says.
	 */
	ProducerRecord<byte[], byte @Nullable []> back(String topic) {
		List<Header> headers = new ArrayList<>();
		this.record.headers().forEach((header) -> {
			if (!header.key().equals(REDRIVEN)) {
				headers.add(header);
			}
		});
		headers.add(new RecordHeader(REDRIVEN, String.valueOf(redriven() + 1).getBytes(StandardCharsets.UTF_8)));
		return new ProducerRecord<>(topic, null, this.record.timestamp(), this.record.key(), this.record.value(),
				headers);
	}

	/** The refusal that a record on its way back answers. */
	String answers() {
		String name = name();
		return name.substring(0, name.lastIndexOf(' ') + 1) + (redriven() - 1);
	}

	private String header(String name) {
		Header header = this.record.headers().lastHeader(name);
		return (header != null && header.value() != null) ? new String(header.value(), StandardCharsets.UTF_8) : "";
	}

}
