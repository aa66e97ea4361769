package io.claraconnect.sync.tracking;

import java.time.Duration;

import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.db.MigrationsApplied;
import io.claraconnect.kit.ids.IdGenerator;
import io.claraconnect.kit.kafka.Cause;
import io.claraconnect.kit.kafka.CompactedDirectory;
import io.claraconnect.schemas.Integration;
import io.claraconnect.sync.request.Kind;
import io.claraconnect.sync.request.Wish;
import io.claraconnect.sync.request.Wishes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Turns changes of the directory into rows of work, so that they survive a crash. Every
 * process does so; the row is one.
 */
public final class ConnectionChanges {

	private static final Logger log = LoggerFactory.getLogger(ConnectionChanges.class);

	private final Database database;

	private final MigrationsApplied migrations;

	private final Wishes wishes;

	private final IdGenerator ids;

	public ConnectionChanges(Database database, MigrationsApplied migrations, Wishes wishes, IdGenerator ids) {
		this.database = database;
		this.migrations = migrations;
		this.wishes = wishes;
		this.ids = ids;
	}

	/** Follows the directory from now on. */
	public void follow(CompactedDirectory<Integration> directory) {
		directory.onChange(this::changed);
	}

	/** A connection never leaves the topic; it is disconnected. */
	private void changed(String key, @Nullable Integration integration) {
		if (integration == null) {
			return;
		}
		this.migrations.await()
			.then(Mono.defer(() -> this.database.inOrganisation(integration.getOrganisationId(),
					(client) -> this.wishes
						.ask(client, integration.getOrganisationId(), integration.getIntegrationId(), "connection",
								Kind.CONNECTION, Wish.via(Wish.Via.LIVE, null), Duration.ZERO, Cause.fresh(this.ids))
						.thenReturn(true))))
			.retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200)).maxBackoff(Duration.ofSeconds(10)))
			.subscribe((done) -> {
			}, (ex) -> log.atError()
				.addKeyValue("error", ex.getClass().getSimpleName())
				.log("A change of a connection could not be written down"));
	}

}
