package io.claraconnect.sync.request;

import io.claraconnect.kit.kafka.EventEncoder;
import org.apache.avro.specific.SpecificRecord;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Snapshots as they are kept in rows: in the form of their topic, so that a later schema
 * can read them. Looking up a schema blocks, so it happens on threads that may.
 */
public final class StoredSnapshots {

	private final EventEncoder encoder;

	public StoredSnapshots(EventEncoder encoder) {
		this.encoder = encoder;
	}

	/** The stored form. */
	public Mono<byte[]> bytes(String topic, SpecificRecord snapshot) {
		return Mono.fromCallable(() -> this.encoder.encode(topic, snapshot)).subscribeOn(Schedulers.boundedElastic());
	}

	/** The snapshot; empty when the stored form is. */
	public <T extends SpecificRecord> Mono<T> snapshot(String topic, byte[] stored, Class<T> type) {
		return (stored.length == 0) ? Mono.empty() : Mono.fromCallable(() -> this.encoder.decode(topic, stored, type))
			.subscribeOn(Schedulers.boundedElastic());
	}

}
