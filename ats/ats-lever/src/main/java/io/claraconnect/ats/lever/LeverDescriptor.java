package io.claraconnect.ats.lever;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.claraconnect.ats.api.Announcements;
import io.claraconnect.ats.api.AtsEvent.Kind;
import io.claraconnect.ats.api.AtsId;
import io.claraconnect.ats.api.Capability;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.ConnectorDescriptor;
import io.claraconnect.ats.api.CredentialField;
import io.claraconnect.ats.api.PermissionNeed;
import io.claraconnect.ats.api.WebhookSlot;
import io.claraconnect.ats.api.WebhookSlot.SecretMaker;
import io.claraconnect.ats.api.WriteBehaviour;
import io.claraconnect.ats.api.WriteBehaviour.Target;

/** What the Lever connector needs, offers and promises. */
final class LeverDescriptor {

	/** Five further tries with growing waits, whose length is not published. */
	private static final Announcements ANNOUNCED = new Announcements(Set.of(Kind.APPLICATION_CREATED,
			Kind.STAGE_CHANGED, Kind.REJECTED, Kind.UNREJECTED, Kind.HIRED, Kind.APPLICATION_DELETED),
			Duration.ofHours(24));

	static final AtsId ID = new AtsId("lever");

	static final String API_KEY = "apiKey";

	/** Setting by which a customer lets confidential postings be screened. */
	static final String INCLUDE_CONFIDENTIAL = "includeConfidential";

	/**
	 * Setting by which the whole team sees notes: {@code team}; anything else is private.
	 */
	static final String NOTE_VISIBILITY = "noteVisibility";

	/** Every scope that the platform asks for, and why; an app may hold at most 20. */
	static final List<PermissionNeed> PERMISSIONS = List.of(
			need("postings:read:admin", "Read postings", "Shows the jobs to choose from and reads their requirements."),
			need("opportunities:write:admin", "Read and write opportunities",
					"Reads candidacies and writes the CLARA tag on them."),
			need("applications:read:admin", "Read applications", "Reads the cover letter and the form's answers."),
			need("contact:read:admin", "Read contacts", "Finds all candidacies of one person."),
			need("resumes:read:admin", "Read resumes", "Compares the resume with the job's requirements."),
			need("notes:write:admin", "Read and write notes", "Writes the score as one note and keeps it current."),
			need("stages:read:admin", "Read stages", "Maps Lever's stages to CLARA statuses."),
			need("archive_reasons:read:admin", "Read archive reasons", "Tells hired from rejected candidates."),
			need("users:read:admin", "Read users", "Names the person on whose behalf a decision is written."),
			need("webhooks:write:admin", "Read and write webhooks", "Sets up the webhooks by itself."));

	static final List<WebhookSlot> WEBHOOKS = List.of(slot("application-created", "applicationCreated", true),
			slot("candidate-stage-change", "candidateStageChange", true),
			slot("candidate-archive-change", "candidateArchiveChange", true),
			slot("candidate-hired", "candidateHired", true), slot("candidate-deleted", "candidateDeleted", false),
			slot("contact-updated", "contactUpdated", false));

	private LeverDescriptor() {
	}

	static ConnectorDescriptor create() {
		return new ConnectorDescriptor(ID, "Lever", fields(), PERMISSIONS, WEBHOOKS,
				Set.of(Capability.WRITE_NOTE, Capability.EDIT_NOTE, Capability.DELETE_NOTE, Capability.WRITE_TAG,
						Capability.MOVE_STAGE, Capability.REJECT, Capability.ACTING_USER,
						Capability.WEBHOOK_REGISTRATION, Capability.CONSENT_PAGE),
				new WriteBehaviour(Target.APPLICATION, Target.APPLICATION, Duration.ofSeconds(10),
						Duration.ofSeconds(5)),
				List.of(LeverClient.RATE), ANNOUNCED, text("/ats/lever/instructions.md"));
	}

	/** The scopes as the consent page takes them. */
	static String scopes(boolean confidential) {
		return Stream
			.of(Stream.of("offline_access"), PERMISSIONS.stream().map(PermissionNeed::id),
					confidential ? Stream.of("confidential:access:admin") : Stream.<String>empty())
			.flatMap((scopes) -> scopes)
			.collect(Collectors.joining(" "));
	}

	static boolean includesConfidential(Map<String, String> settings) {
		return Set.of("yes", "true").contains(settings.getOrDefault(INCLUDE_CONFIDENTIAL, ""));
	}

	private static List<CredentialField> fields() {
		return List.of(
				new CredentialField(API_KEY, "API key", false, true,
						"Only for self-hosted installations; leave empty to sign in at Lever instead."),
				new CredentialField(LeverHosts.ENVIRONMENT, "Environment", false, false,
						"\"production\" or, for a Lever sandbox account, \"sandbox\"."),
				new CredentialField(INCLUDE_CONFIDENTIAL, "Confidential postings", false, false,
						"\"yes\" to screen confidential postings too; Lever asks for one more permission then."),
				new CredentialField(NOTE_VISIBILITY, "Who sees notes", false, false,
						"\"private\" (users with the privilege for sensitive information) or \"team\"; empty means private."),
				new CredentialField(Connection.BASE_URL, "API address", false, false,
						"Only for gateways and test installations; empty means Lever's own addresses."));
	}

	private static PermissionNeed need(String id, String label, String reason) {
		return new PermissionNeed(id, label, reason, true);
	}

	private static WebhookSlot slot(String name, String event, boolean required) {
		return new WebhookSlot(name, event, required, SecretMaker.VENDOR);
	}

	private static String text(String resource) {
		try (InputStream in = Objects.requireNonNull(LeverDescriptor.class.getResourceAsStream(resource))) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
