package io.claraconnect.dossier;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;

import io.claraconnect.schemas.TopicCatalogue;
import io.claraconnect.schemas.TopicCatalogue.DataClass;

/**
 * Until when something of an erased person could still be read by whoever has the
 * platform's keys, and where; pure. Backups of the keys' database are the one place,
 * sealed deliveries that wait for their retention the other: their keys travel with them,
 * so that the ingress needs no database, and are not the person's.
 */
public final class ErasureHorizon {

	/** Kafka drops whole segments, which topics with sealed records end within a day. */
	private static final Duration SEGMENT = Duration.ofDays(1);

	private final Duration keyBackups;

	private final Duration deliveries;

	private final Duration deadLetters;

	ErasureHorizon(Duration keyBackups, TopicCatalogue topics) {
		this.keyBackups = keyBackups;
		this.deliveries = topics.topics()
			.stream()
			.filter((topic) -> topic.data() == DataClass.SEALED && !topic.compacted())
			.map((topic) -> length(topic.retention()))
			.max(Duration::compareTo)
			.orElse(Duration.ZERO)
			.plus(SEGMENT);
		this.deadLetters = this.deliveries.plus(length(topics.deadLetters().retention())).plus(SEGMENT);
	}

	/**
	 * The places with their times.
	 * @param vaultDoneAt when the keys were erased
	 * @param suppressedAt when the person was suppressed: no delivery with a readable
	 * body came later
	 */
	public List<Until> of(Instant vaultDoneAt, Instant suppressedAt) {
		return List.of(new Until("key-backups", vaultDoneAt.plus(this.keyBackups)),
				new Until("sealed-deliveries", suppressedAt.plus(this.deliveries)),
				new Until("dead-letters", suppressedAt.plus(this.deadLetters)));
	}

	Instant latest(Instant vaultDoneAt, Instant suppressedAt) {
		return of(vaultDoneAt, suppressedAt).stream().map(Until::until).max(Instant::compareTo).orElseThrow();
	}

	private static Duration length(@org.jspecify.annotations.Nullable Period retention) {
		return (retention == null) ? Duration.ZERO
				: Duration.between(Instant.EPOCH, Instant.EPOCH.atZone(ZoneOffset.UTC).plus(retention).toInstant());
	}

	/**
	 * A place and a time.
	 *
	 * @param place key-backups, sealed-deliveries or dead-letters
	 * @param until when the last copy there is gone
	 */
	public record Until(String place, Instant until) {

	}

}
