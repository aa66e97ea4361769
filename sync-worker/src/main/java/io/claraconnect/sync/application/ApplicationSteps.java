package io.claraconnect.sync.application;

import java.time.Clock;

import io.claraconnect.dossier.Discarding;
import io.claraconnect.dossier.Erasures;
import io.claraconnect.dossier.MergedIds;
import io.claraconnect.dossier.Suppression;
import io.claraconnect.dossier.Vault;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.outbox.Outbox;
import io.claraconnect.sync.SyncSettings;
import io.claraconnect.sync.connection.TrackedConnections;
import io.claraconnect.sync.request.FetchNumbers;
import io.claraconnect.sync.request.Outcomes;
import io.claraconnect.sync.request.Runs;
import io.claraconnect.sync.request.StoredSnapshots;
import io.claraconnect.sync.request.Wishes;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the reading of applications. */
@Configuration(proxyBeanMethods = false)
public class ApplicationSteps {

	@Bean
	ApplicationRows applicationRows(StoredSnapshots snapshots) {
		return new ApplicationRows(snapshots);
	}

	@Bean
	UntrackedApplications untrackedApplications(Clock clock) {
		return new UntrackedApplications(clock);
	}

	@Bean
	Committing committing(Database database, ApplicationRows rows, Suppression suppression, MergedIds merged,
			Vault vault, Outbox outbox, Outcomes outcomes, Clock clock, MeterRegistry meters,
			TrackedConnections connections, Runs runs) {
		return new Committing(database, rows, suppression, merged, new Filling(vault), outbox, outcomes, clock, meters,
				connections, runs);
	}

	@Bean
	Taking taking(Database database, ApplicationRows rows, Committing committing, Erasures erasures,
			Discarding discarding, Outcomes outcomes, UntrackedApplications untracked, TrackedConnections connections,
			SyncSettings settings, Clock clock) {
		Gathering gathering = new Gathering(
				new Settling.Patience(settings.documentGrace(), settings.materialPatience()), clock);
		return new Taking(database, rows, gathering, committing, new ErasingInAts(database, rows, erasures, outcomes),
				discarding, untracked, connections);
	}

	@Bean
	Runs.Step applicationStep(Database database, TrackedConnections connections, ApplicationRows rows, Taking taking,
			Suppression suppression, UntrackedApplications untracked, Wishes wishes, Runs runs) {
		return new ApplicationHandler(new Beginning(database, rows, suppression), database, connections, taking,
				suppression, untracked, wishes, runs);
	}

	@Bean
	Runs.Step candidateStep(Database database, TrackedConnections connections, FetchNumbers numbers,
			ApplicationRows rows, Taking taking, Suppression suppression, Wishes wishes, Runs runs) {
		return new CandidateHandler(database, connections, numbers, rows, taking, suppression, wishes, runs);
	}

}
