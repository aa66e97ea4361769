package io.claraconnect.config.status;

import io.claraconnect.config.status.KnownApplication.InAts;
import io.claraconnect.config.status.KnownApplication.Key;
import io.claraconnect.config.status.KnownApplication.Score;
import io.claraconnect.kit.kafka.Event;
import io.claraconnect.kit.kafka.EventListeners;
import io.claraconnect.schemas.ApplicationSnapshot;
import io.claraconnect.schemas.ScreeningScore;
import io.claraconnect.schemas.SnapshotOrigin;
import io.claraconnect.schemas.Topics;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** Hears of scores and of changes in the ATS. */
@Component
@ConditionalOnBooleanProperty(name = "clara.roles.status", matchIfMissing = true)
final class StatusListeners {

	private static final String GROUP = "config-service-status";

	private final DecideStatus decide;

	StatusListeners(EventListeners listeners, DecideStatus decide) {
		this.decide = decide;
		listeners.listen(Topics.SCORES, GROUP, ScreeningScore.class, this::onScore);
		listeners.listen(Topics.APPLICATIONS, GROUP, ApplicationSnapshot.class, this::onSnapshot);
	}

	private Mono<Void> onScore(Event<ScreeningScore> event) {
		@Nullable ScreeningScore score = event.value();
		if (score == null) {
			return Mono.empty();
		}
		Key key = new Key(score.getOrganisationId(), score.getIntegrationId(), score.getAts(), score.getApplicationId(),
				score.getCandidateId(), score.getJobId());
		return this.decide.onScore(key,
				new Score(score.getScoreId(), score.getJobId(), score.getOutcome().name(), score.getTotalTenths(),
						score.getNeedsReview(), score.getExplanationRef(), score.getModelVersion(),
						score.getApplicationRevision(), score.getCreatedAt()),
				event.cause());
	}

	private Mono<Void> onSnapshot(Event<ApplicationSnapshot> event) {
		@Nullable ApplicationSnapshot snapshot = event.value();
		if (snapshot == null) {
			return Mono.empty();
		}
		Key key = new Key(snapshot.getOrganisationId(), snapshot.getIntegrationId(), snapshot.getAts(),
				snapshot.getApplicationId(), snapshot.getCandidateId(), snapshot.getJobId());
		return this.decide.onSnapshot(key,
				new InAts(snapshot.getState().name(), snapshot.getStageId(),
						snapshot.getOrigin() == SnapshotOrigin.BACKFILL, snapshot.getReplyRefs(),
						snapshot.getAppliedAt(), snapshot.getDossierRef(), snapshot.getRevision()),
				event.cause());
	}

}
