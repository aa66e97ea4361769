package io.claraconnect.sync.request;

import java.util.Optional;
import java.util.function.Predicate;

import io.claraconnect.schemas.DeliveryKind;
import io.claraconnect.schemas.WebhookDelivery;
import org.jspecify.annotations.Nullable;

/** Decides what a delivery asks for. Pure. */
sealed interface Routing {

	/** Nothing to do and nothing to say. */
	record Ignored() implements Routing {
	}

	/**
	 * Nothing to do.
	 *
	 * @param code why
	 */
	record Dropped(String code) implements Routing {
	}

	/**
	 * Something is to be read.
	 *
	 * @param subject what
	 * @param kind how
	 * @param wish why
	 */
	record Read(String subject, Kind kind, Wish wish) implements Routing {
	}

	/**
	 * What a delivery asks for.
	 * @param tracked whether a job is tracked
	 */
	static Routing of(WebhookDelivery delivery, Predicate<String> tracked) {
		if (delivery.getKind() == DeliveryKind.TEST) {
			return new Ignored();
		}
		String jobId = delivery.getJobId();
		if (jobId != null && !tracked.test(jobId)) {
			return new Dropped("untracked_job");
		}
		return subject(delivery).<Routing>map((subject) -> new Read(subject, kindOf(subject), wish(delivery, jobId)))
			.orElseGet(() -> new Dropped("names_nothing"));
	}

	private static Wish wish(WebhookDelivery delivery, @Nullable String jobId) {
		boolean gone = delivery.getKind() == DeliveryKind.CANDIDATE_DELETED
				|| delivery.getKind() == DeliveryKind.CANDIDATE_ANONYMIZED;
		return new Wish(Wish.Via.LIVE, delivery.getDeliveryId(), jobId, delivery.getReplyRefs(), gone, false);
	}

	private static Optional<String> subject(WebhookDelivery delivery) {
		boolean ofCandidate = switch (delivery.getKind()) {
			case CANDIDATE_UPDATED, CANDIDATE_DELETED, CANDIDATE_MERGED, CANDIDATE_ANONYMIZED -> true;
			default -> false;
		};
		boolean ofJob = delivery.getKind() == DeliveryKind.JOB_UPDATED
				|| delivery.getKind() == DeliveryKind.JOB_DELETED;
		Optional<String> application = Optional.ofNullable(delivery.getApplicationId()).map(Wishes::application);
		Optional<String> candidate = Optional.ofNullable(delivery.getCandidateId()).map(Wishes::candidate);
		Optional<String> job = Optional.ofNullable(delivery.getJobId()).map(Wishes::job);
		if (ofJob) {
			return job;
		}
		return ofCandidate ? candidate.or(() -> application) : application.or(() -> candidate).or(() -> job);
	}

	private static Kind kindOf(String subject) {
		return switch (subject.substring(0, subject.indexOf(':'))) {
			case "application" -> Kind.APPLICATION;
			case "candidate" -> Kind.CANDIDATE;
			default -> Kind.JOB;
		};
	}

}
