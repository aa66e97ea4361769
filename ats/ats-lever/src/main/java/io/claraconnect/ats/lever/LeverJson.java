package io.claraconnect.ats.lever;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What travels between Lever and us. Every member may be missing: Lever promises additive
 * change only, and its documentation and its wire differ.
 */
final class LeverJson {

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
	 * One candidacy. {@code contact} and {@code stage} are ids, or objects where the
	 * request expanded them.
	 */
	record Opportunity(String id, @Nullable JsonNode contact, @Nullable String name, @Nullable String headline,
			@Nullable String location, @Nullable JsonNode stage, @Nullable List<Phone> phones,
			@Nullable List<String> emails, @Nullable List<String> links, @Nullable Archived archived,
			@Nullable List<String> tags, @Nullable Long createdAt, @Nullable Long updatedAt,
			@Nullable Boolean isAnonymized, @Nullable DataProtection dataProtection) {
	}

	record Phone(@Nullable String type, @Nullable String value) {
	}

	record Archived(@Nullable String reason, @Nullable Long archivedAt) {
	}

	record DataProtection(@Nullable Permit store, @Nullable Permit contact) {
	}

	record Permit(@Nullable Boolean allowed, @Nullable Long expiresAt) {
	}

	/**
	 * An opportunity whose application was asked for with it.
	 *
	 * @param entry the application; null for a person whom nobody attached to a posting
	 */
	record Candidacy(Opportunity opportunity, @Nullable FormEntry entry) {
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

	/** The body that adds a note. */
	record NewNote(String value, boolean secret) {
	}

	/** The body that replaces a note. */
	record NoteEdit(List<NoteValue> values, boolean secret) {
	}

	/** One text of a note. */
	record NoteValue(String value) {
	}

}
