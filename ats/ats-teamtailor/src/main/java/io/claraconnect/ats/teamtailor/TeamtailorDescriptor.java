package io.claraconnect.ats.teamtailor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

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

/** What the Teamtailor connector needs, offers and promises. */
final class TeamtailorDescriptor {

	/** One try and no more. */
	private static final Announcements ANNOUNCED = new Announcements(Set.of(Kind.APPLICATION_CREATED,
			Kind.STAGE_CHANGED, Kind.REJECTED, Kind.UNREJECTED, Kind.HIRED, Kind.APPLICATION_DELETED),
			Duration.ofMinutes(5));

	static final AtsId ID = new AtsId("teamtailor");

	static final String API_KEY = "apiKey";

	/** The activation's key at Teamtailor, by which its calls name the customer. */
	static final String INTEGRATION_KEY = "integrationKey";

	/** Setting that names the user in whose name notes stand. */
	static final String NOTE_USER_ID = "noteUserId";

	/**
	 * Setting by which the whole team sees notes: {@code team}; anything else is private.
	 */
	static final String NOTE_VISIBILITY = "noteVisibility";

	/** The one permission that cannot be tried by reading. */
	static final String WRITE = "read-write";

	/** Every id but the last is a list that only a key of scope Admin may read. */
	static final List<PermissionNeed> PERMISSIONS = List.of(
			need("jobs", "Jobs (scope Admin, Read)", "Shows the jobs to choose from, drafts and unlisted ones too."),
			need("candidates", "Candidates (scope Admin, Read)", "Reads the person's resume and answers."),
			need("job-applications", "Job applications (scope Admin, Read)", "Reads candidacies, letters and stages."),
			need("stages", "Stages (scope Admin, Read)", "Maps Teamtailor's stages to CLARA statuses."),
			need("users", "Users (scope Admin, Read)", "Chooses the user in whose name notes stand."),
			need("notes", "Notes (scope Admin, Read)",
					"Finds the note of CLARA again instead of writing a second one."),
			need(WRITE, "Permission Read and Write", "Writes and updates one note and one tag per candidate."));

	private TeamtailorDescriptor() {
	}

	static ConnectorDescriptor create() {
		return new ConnectorDescriptor(ID, "Teamtailor", fields(), PERMISSIONS, webhooks(),
				Set.of(Capability.WRITE_NOTE, Capability.EDIT_NOTE, Capability.DELETE_NOTE, Capability.WRITE_TAG,
						Capability.MOVE_STAGE, Capability.REJECT),
				new WriteBehaviour(Target.CANDIDATE, Target.CANDIDATE, Duration.ofSeconds(10), Duration.ofSeconds(60)),
				List.of(TeamtailorClient.RATE), ANNOUNCED, text("/ats/teamtailor/instructions.md"));
	}

	private static List<CredentialField> fields() {
		return List.of(
				new CredentialField(API_KEY, "API key", true, true,
						"Settings > Integrations > API keys > New API key, scope Admin, Read and Write."),
				new CredentialField(INTEGRATION_KEY, "Integration Key", true, true,
						"Settings > Integrations > Marketplace Activations > CLARA > View settings."),
				new CredentialField(TeamtailorHosts.REGION, "Region", false, false,
						"\"eu\", \"na\" or \"au\", as the address on the API keys page says; empty means eu."),
				new CredentialField(NOTE_USER_ID, "User for notes", false, false,
						"Id of the Teamtailor user in whose name notes stand; empty means the company's manager."),
				new CredentialField(NOTE_VISIBILITY, "Who sees notes", false, false,
						"\"private\" or \"team\"; empty means private."),
				new CredentialField(Connection.BASE_URL, "API address", false, false,
						"Only for gateways and test installations; empty means Teamtailor's own address."));
	}

	private static List<WebhookSlot> webhooks() {
		return List.of(new WebhookSlot(TeamtailorWebhooks.TRIGGER, "CLARA trigger", true, SecretMaker.VENDOR),
				new WebhookSlot(TeamtailorWebhooks.COMPANY, "candidate.*, job.*, job_application.* (signature v2)",
						false, SecretMaker.VENDOR),
				new WebhookSlot(TeamtailorWebhooks.COMPANY_V1, "candidate.*, job.*, job_application.* (signature v1)",
						false, SecretMaker.VENDOR));
	}

	private static PermissionNeed need(String id, String label, String reason) {
		return new PermissionNeed(id, label, reason, true);
	}

	private static String text(String resource) {
		try (InputStream in = Objects.requireNonNull(TeamtailorDescriptor.class.getResourceAsStream(resource))) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
