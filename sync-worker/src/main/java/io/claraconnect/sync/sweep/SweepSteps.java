package io.claraconnect.sync.sweep;

import java.time.Clock;

import io.claraconnect.dossier.Suppression;
import io.claraconnect.kit.db.Database;
import io.claraconnect.sync.SyncSettings;
import io.claraconnect.sync.connection.TrackedConnections;
import io.claraconnect.sync.request.Runs;
import io.claraconnect.sync.request.Wishes;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires backfills and sweeps. */
@Configuration(proxyBeanMethods = false)
public class SweepSteps {

	@Bean
	ListedApplications listedApplications(Database database, Suppression suppression, Wishes wishes) {
		return new ListedApplications(database, suppression, wishes);
	}

	@Bean
	Runs.Step backfillStep(Database database, TrackedConnections connections, ListedApplications listed) {
		return new BackfillHandler(database, connections, listed);
	}

	@Bean
	Runs.Step jobSweepStep(Database database, TrackedConnections connections, Wishes wishes, SyncSettings settings) {
		return new JobSweep(database, connections, wishes, settings.jobSweep());
	}

	@Bean
	Runs.Step applicationSweepStep(Database database, TrackedConnections connections, ListedApplications listed,
			SyncSettings settings, Clock clock, MeterRegistry meters) {
		return new ApplicationSweep(database, connections, listed, new Repairs(database, meters),
				settings.applicationSweep(), settings.overlap(), clock);
	}

	@Bean
	Runs.Step reconcileStep(Database database, TrackedConnections connections, ListedApplications listed, Wishes wishes,
			SyncSettings settings) {
		return new Reconcile(database, connections, listed, wishes, settings.reconcile());
	}

}
