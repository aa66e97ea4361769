package io.claraconnect.schemas;

import org.jspecify.annotations.NullMarked;

/**
 * Names of the topics. What each one holds is in {@code topics.yaml} and
 * {@link TopicCatalogue}.
 */
@NullMarked
public final class Topics {

	/** {@link Integration} by organisation and integration; compacted. */
	public static final String INTEGRATIONS = "platform.integrations";

	/** {@link WebhookSecrets} by organisation and integration; compacted. */
	public static final String WEBHOOK_SECRETS = "platform.webhook-secrets";

	/** {@link WebhookDelivery} by subject; seven days. */
	public static final String WEBHOOKS = "ats.webhooks";

	/** {@link JobSnapshot} by job; compacted. */
	public static final String JOBS = "ats.jobs";

	/** {@link ApplicationSnapshot} by application; compacted. */
	public static final String APPLICATIONS = "ats.applications";

	/** The current {@link ScreeningScore} by application; compacted. */
	public static final String SCORES = "screening.scores";

	/** Every {@link ScreeningScore} by alias; four years. */
	public static final String SCORE_HISTORY = "screening.score-history";

	/** The current {@link ScreeningStatus} by application; compacted. */
	public static final String STATUSES = "screening.statuses";

	/** Every {@link ScreeningStatus} by alias; four years. */
	public static final String STATUS_HISTORY = "screening.status-history";

	/** {@link Writeback} by target; one year. */
	public static final String WRITEBACKS = "ats.writebacks";

	/** {@link Outcome} by subject; ninety days. */
	public static final String OUTCOMES = "platform.outcomes";

	/** {@link Erasure} by alias; longer than the oldest backup. */
	public static final String ERASURES = "platform.erasures";

	private Topics() {
	}

	/**
	 * Names the topic for what one service could not process of a topic.
	 * @param topic the source topic
	 * @param service the service that reads it
	 * @return {@code <topic>.<service>.dlt}
	 */
	public static String deadLetters(String topic, String service) {
		return topic + "." + service + ".dlt";
	}

	/**
	 * Names the topic over which dead letters go back to the service that refused them.
	 * @param topic the source topic
	 * @param service the service that reads it
	 * @return {@code <topic>.<service>.redrive}
	 */
	public static String redrive(String topic, String service) {
		return topic + "." + service + ".redrive";
	}

	/**
	 * Names the registry's subject for the values of a topic.
	 * @param topic a topic
	 * @return {@code <topic>-value}
	 */
	public static String subject(String topic) {
		return topic + "-value";
	}

}
