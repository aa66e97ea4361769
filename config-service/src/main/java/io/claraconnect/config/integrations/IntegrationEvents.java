package io.claraconnect.config.integrations;

import java.util.List;

import io.claraconnect.kit.kafka.Cause;
import io.claraconnect.kit.outbox.Outbox;
import io.claraconnect.schemas.EventKey;
import io.claraconnect.schemas.Integration;
import io.claraconnect.schemas.IntegrationState;
import io.claraconnect.schemas.StageMove;
import io.claraconnect.schemas.Topics;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/** Publishes connections to {@code platform.integrations}. */
@Component
final class IntegrationEvents {

	private final Outbox outbox;

	IntegrationEvents(Outbox outbox) {
		this.outbox = outbox;
	}

	Mono<Void> add(DatabaseClient client, StoredIntegration integration, List<TrackedJob> jobs, Mapping mapping) {
		return this.outbox.add(client, integration.organisationId(), Topics.INTEGRATIONS,
				EventKey.of(integration.organisationId(), integration.integrationId()),
				event(integration, jobs, mapping), Cause.fresh());
	}

	static Integration event(StoredIntegration integration, List<TrackedJob> jobs, Mapping mapping) {
		return Integration.newBuilder()
			.setOrganisationId(integration.organisationId())
			.setIntegrationId(integration.integrationId())
			.setAts(integration.ats().value())
			.setCaption(integration.caption())
			.setState(IntegrationState.valueOf(integration.state().name()))
			.setSettings(integration.settings())
			.setCredentialRevision(integration.credentialRevision())
			.setTrackedJobs(jobs.stream().map(IntegrationEvents::job).toList())
			.setThreshold(integration.rules().threshold())
			.setWriteNotes(integration.rules().writeNotes())
			.setWriteTags(integration.rules().writeTags())
			.setMoveStages(integration.rules().moveStages())
			.setStageMoves(mapping.moves()
				.stream()
				.map((move) -> new StageMove(move.jobId(), move.status(), move.stageId()))
				.toList())
			.setWritesPerHour(integration.rules().writesPerHour())
			.setRevision(integration.revision())
			.setUpdatedAt(integration.updatedAt())
			.build();
	}

	private static io.claraconnect.schemas.TrackedJob job(TrackedJob job) {
		return io.claraconnect.schemas.TrackedJob.newBuilder()
			.setJobId(job.jobId())
			.setTrackedSince(job.trackedSince())
			.setThreshold(job.threshold())
			.setBackfillReleased(job.backfillReleased())
			.build();
	}

}
