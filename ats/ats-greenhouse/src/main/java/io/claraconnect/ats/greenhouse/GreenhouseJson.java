package io.claraconnect.ats.greenhouse;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What Harvest v3 sends, as far as it is read. Every field may be missing by the schema
 * (checked 2026-11-21); ids exceed 32 bits.
 */
final class GreenhouseJson {

	private GreenhouseJson() {
	}

	@JsonNaming(SnakeCaseStrategy.class)
	record JobJson(long id, @Nullable String name, @Nullable String status, @Nullable Instant updatedAt) {
	}

	@JsonNaming(SnakeCaseStrategy.class)
	record JobPostJson(long id, @Nullable Long jobId, @Nullable String content, boolean active, boolean live,
			boolean internal) {
	}

	@JsonNaming(SnakeCaseStrategy.class)
	record StageJson(long id, long jobId, @Nullable String name, int sortOrder, @Nullable Boolean active) {
	}

	@JsonNaming(SnakeCaseStrategy.class)
	record ApplicationStageJson(long applicationId, @Nullable Long jobInterviewStageId, @Nullable Boolean current) {
	}

	/**
	 * {@code stageId} is the id of this application's stay in a stage and not of the
	 * job's stage.
	 */
	@JsonNaming(SnakeCaseStrategy.class)
	record ApplicationJson(long id, long candidateId, @Nullable Long jobId, @Nullable String status,
			@Nullable Long stageId, @Nullable String stageName, @Nullable Long jobInterviewStageId,
			@Nullable Instant createdAt, @Nullable Instant updatedAt, @Nullable String locationAddress,
			@Nullable List<AnswerJson> answers) {
	}

	record AnswerJson(@Nullable String question, @Nullable Object answer) {
	}

	/** {@code message} is all there is while a person is private or not ready. */
	@JsonNaming(SnakeCaseStrategy.class)
	record CandidateJson(long id, @Nullable String firstName, @Nullable String lastName, @Nullable String company,
			@Nullable String title, @Nullable List<ValueJson> emailAddresses, @Nullable List<ValueJson> phoneNumbers,
			@Nullable List<ValueJson> addresses, @Nullable List<ValueJson> websiteAddresses,
			@Nullable List<ValueJson> socialMediaAddresses, @Nullable List<String> tags, @Nullable String message) {
	}

	record ValueJson(@Nullable String value) {
	}

	@JsonNaming(SnakeCaseStrategy.class)
	record AttachmentJson(long id, @Nullable Long applicationId, @Nullable String type, @Nullable String filename,
			@Nullable String url) {
	}

	@JsonNaming(SnakeCaseStrategy.class)
	record RejectionJson(long applicationId, @Nullable Long rejectionReasonId) {
	}

	@JsonNaming(SnakeCaseStrategy.class)
	record NoteJson(long id, @Nullable String body, @Nullable Instant createdAt) {
	}

	record TagJson(long id, @Nullable String name) {
	}

	@JsonNaming(SnakeCaseStrategy.class)
	record AppliedTagJson(long id, long candidateId, long candidateTagId) {
	}

	@JsonNaming(SnakeCaseStrategy.class)
	record UserJson(long id, @Nullable String name, @Nullable String firstName, @Nullable String lastName,
			@Nullable String primaryEmail, boolean deactivated, boolean siteAdmin) {
	}

}
