package io.claraconnect.ats.lever;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What travels between Lever and us. Every member may be missing: Lever promises additive
 * change only, and its documentation and its wire differ.
 */
final class LeverJson {

	/** Reads deliveries: nothing deep, long or ambiguous gets through. */
	static final JsonMapper BOUNDED = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder()
				.maxNestingDepth(64)
				.maxDocumentLength(1 << 20)
				.maxStringLength(1 << 20)
				.maxNameLength(256)
				.maxNumberLength(64)
				.maxTokenCount(100_000)
				.build())
			.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
			.build())
		.build();

	private LeverJson() {
	}

	/** A posting; {@code distributionChannels} is null while it is not published. */
	record Posting(String id, @Nullable String text, @Nullable String state,
			@Nullable List<String> distributionChannels, @Nullable Content content, @Nullable Long updatedAt) {
	}

	record Content(@Nullable String description, @Nullable String descriptionHtml, @Nullable List<Section> lists,
			@Nullable String closing, @Nullable String closingHtml) {
	}

	record Section(@Nullable String text, @Nullable String content) {
	}

	/**
	 * One candidacy. {@code contact}, {@code stage} and {@code applications} are ids, or
	 * objects where the request expanded them.
	 */
	record Opportunity(String id, @Nullable JsonNode contact, @Nullable String name, @Nullable String headline,
			@Nullable String location, @Nullable JsonNode stage, @Nullable List<Phone> phones,
			@Nullable List<String> emails, @Nullable List<String> links, @Nullable Archived archived,
			@Nullable List<String> tags, @Nullable JsonNode applications, @Nullable Long createdAt,
			@Nullable Long updatedAt, @Nullable Boolean isAnonymized, @Nullable DataProtection dataProtection) {
	}

	record Phone(@Nullable String type, @Nullable String value) {
	}

	record Archived(@Nullable String reason, @Nullable Long archivedAt) {
	}

	record DataProtection(@Nullable Permit store, @Nullable Permit contact) {
	}

	record Permit(@Nullable Boolean allowed, @Nullable Long expiresAt) {
	}

	/** The form that the person sent; at most one per opportunity. */
	record FormEntry(String id, @Nullable String posting, @Nullable List<String> links, @Nullable String comments,
			@Nullable List<Form> customQuestions, @Nullable Long createdAt) {
	}

	record Form(@Nullable String text, @Nullable List<Field> fields) {
	}

	record Field(@Nullable String type, @Nullable String text, @Nullable JsonNode value) {
	}

	/** {@code file} is missing for profiles taken from other sites. */
	record Resume(String id, @Nullable Long createdAt, @Nullable ResumeFile file) {
	}

	record ResumeFile(@Nullable String name, @Nullable String ext, @Nullable String status) {
	}

	record Stage(String id, @Nullable String text) {
	}

	record ArchiveReason(String id, @Nullable String text, @Nullable String type) {
	}

	record User(String id, @Nullable String name, @Nullable String email, @Nullable String accessRole,
			@Nullable Long deactivatedAt) {
	}

	record Note(String id, @Nullable List<Field> fields, @Nullable Long createdAt, @Nullable Long deletedAt) {
	}

	/** Lever's documentation answers with {@code noteId}, its wire with both. */
	record NoteAnswer(@Nullable String noteId, @Nullable String id) {
	}

	record Webhook(String id, @Nullable String event, @Nullable String url,
			@Nullable WebhookConfiguration configuration) {
	}

	record WebhookConfiguration(@Nullable String signatureToken) {
	}

	record TokenAnswer(@Nullable String access_token, @Nullable String refresh_token, @Nullable String scope,
			@Nullable Long expires_in) {
	}

	/** The one-member envelope of single answers. */
	record One<T>(@Nullable T data) {
	}

}
