package io.claraconnect.sync.tracking;

import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.db.MigrationsApplied;
import io.claraconnect.kit.ids.IdGenerator;
import io.claraconnect.kit.kafka.CompactedDirectory;
import io.claraconnect.schemas.Integration;
import io.claraconnect.sync.request.Wishes;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the following of connections. */
@Configuration(proxyBeanMethods = false)
public class TrackingSteps {

	@Bean
	ConnectionChanges connectionChanges(Database database, MigrationsApplied migrations, Wishes wishes, IdGenerator ids,
			CompactedDirectory<Integration> integrations) {
		ConnectionChanges changes = new ConnectionChanges(database, migrations, wishes, ids);
		changes.follow(integrations);
		return changes;
	}

}
