package io.claraconnect.config.status;

import java.time.Clock;
import java.util.Locale;

import io.claraconnect.config.status.KnownApplication.Decision;
import io.claraconnect.config.status.KnownApplication.Key;
import io.claraconnect.config.status.KnownApplication.Score;
import io.claraconnect.dossier.Aliases;
import io.claraconnect.dossier.Subject;
import io.claraconnect.kit.kafka.Cause;
import io.claraconnect.kit.outbox.Outbox;
import io.claraconnect.schemas.DecidedApplicationState;
import io.claraconnect.schemas.EventKey;
import io.claraconnect.schemas.Outcome;
import io.claraconnect.schemas.ScreeningStatus;
import io.claraconnect.schemas.StatusOrigin;
import io.claraconnect.schemas.Topics;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/**
 * The events of a decision: the status, its history under the application's alias, and
 * the step for "where is my candidate?".
 */
@Component
final class StatusEvents {

	private final Outbox outbox;

	private final Aliases aliases;

	private final Clock clock;

	StatusEvents(Outbox outbox, Aliases aliases, Clock clock) {
		this.outbox = outbox;
		this.aliases = aliases;
		this.clock = clock;
	}

	/** Adds them; errors with {@code Suppressed} when the person was erased. */
	Mono<Void> add(DatabaseClient client, KnownApplication known, Decision decision, long revision, Cause cause) {
		Key key = known.key();
		String eventKey = EventKey.of(key.organisationId(), key.integrationId(), key.applicationId());
		ScreeningStatus status = status(known, decision, revision);
		return this.aliases
			.ofApplication(client, new Subject(key.organisationId(), key.integrationId(), key.candidateId()),
					key.applicationId())
			.flatMap((alias) -> this.outbox.add(client, key.organisationId(), Topics.STATUS_HISTORY,
					EventKey.ofAlias(key.organisationId(), alias), status, cause))
			.then(this.outbox.add(client, key.organisationId(), Topics.STATUSES, eventKey, status, cause))
			.then(this.outbox.add(client, key.organisationId(), Topics.OUTCOMES,
					EventKey.of(key.organisationId(), key.integrationId(), "application:" + key.applicationId()),
					outcome(key, decision), cause));
	}

	private ScreeningStatus status(KnownApplication known, Decision decision, long revision) {
		Key key = known.key();
		Score score = known.score();
		return ScreeningStatus.newBuilder()
			.setOrganisationId(key.organisationId())
			.setIntegrationId(key.integrationId())
			.setAts(key.ats())
			.setApplicationId(key.applicationId())
			.setCandidateId(key.candidateId())
			.setJobId(key.jobId())
			.setStatus(decision.status().wire())
			.setOrigin(StatusOrigin.valueOf(decision.origin().name()))
			.setScoreId((score != null) ? score.scoreId() : null)
			.setTotalTenths((score != null) ? score.totalTenths() : null)
			.setThreshold(decision.threshold())
			.setExplanationRef((score != null) ? score.explanationRef() : null)
			.setModelVersion((score != null) ? score.modelVersion() : null)
			.setNeedsReview(score != null && score.needsReview())
			.setScoreChangedSinceDecision(decision.scoreChanged())
			.setDecidedBy(decision.decidedBy())
			.setReasonCode(decision.reasonCode())
			.setApplicationState(state(decision))
			.setStageId(decision.stageId())
			.setHeld(decision.held())
			.setReplyRefs(known.inAts().replyRefs())
			.setApplicationRevision(known.inAts().revision())
			.setRevision(revision)
			.setDecidedAt(this.clock.instant())
			.build();
	}

	private static DecidedApplicationState state(Decision decision) {
		for (DecidedApplicationState state : DecidedApplicationState.values()) {
			if (state.name().equals(decision.state())) {
				return state;
			}
		}
		return DecidedApplicationState.UNKNOWN;
	}

	private Outcome outcome(Key key, Decision decision) {
		return Outcome.newBuilder()
			.setOrganisationId(key.organisationId())
			.setIntegrationId(key.integrationId())
			.setSubject("application:" + key.applicationId())
			.setApplicationId(key.applicationId())
			.setService("config-service")
			.setStep("DECIDED")
			.setCode(decision.status().wire() + "_by_" + decision.origin().name().toLowerCase(Locale.ROOT)
					+ (decision.held() ? "_held" : ""))
			.setAt(this.clock.instant())
			.build();
	}

}
