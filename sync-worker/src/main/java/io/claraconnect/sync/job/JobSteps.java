package io.claraconnect.sync.job;

import java.time.Clock;

import io.claraconnect.dossier.JobTexts;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.outbox.Outbox;
import io.claraconnect.sync.connection.TrackedConnections;
import io.claraconnect.sync.request.FetchNumbers;
import io.claraconnect.sync.request.Outcomes;
import io.claraconnect.sync.request.Runs;
import io.claraconnect.sync.request.StoredSnapshots;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the reading of jobs. */
@Configuration(proxyBeanMethods = false)
public class JobSteps {

	@Bean
	Runs.Step jobStep(Database database, TrackedConnections connections, FetchNumbers numbers,
			StoredSnapshots snapshots, JobTexts texts, Outbox outbox, Outcomes outcomes, Runs runs, Clock clock) {
		return new JobHandler(database, connections, numbers, new JobRows(snapshots), texts, outbox, outcomes, runs,
				clock);
	}

}
