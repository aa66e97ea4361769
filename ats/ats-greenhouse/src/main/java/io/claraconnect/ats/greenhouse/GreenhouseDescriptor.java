package io.claraconnect.ats.greenhouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.claraconnect.ats.api.Announcements;
import io.claraconnect.ats.api.AtsEvent.Kind;
import io.claraconnect.ats.api.Capability;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.ConnectorDescriptor;
import io.claraconnect.ats.api.CredentialField;
import io.claraconnect.ats.api.PermissionNeed;
import io.claraconnect.ats.api.WebhookSlot;
import io.claraconnect.ats.api.WebhookSlot.SecretMaker;
import io.claraconnect.ats.api.WriteBehaviour;
import io.claraconnect.ats.api.WriteBehaviour.Target;

/** What Greenhouse needs, offers and promises. */
final class GreenhouseDescriptor {

	/** Seven tries, the last after 15 hours and 16 minutes. */
	private static final Announcements ANNOUNCED = new Announcements(Set.of(Kind.APPLICATION_CREATED,
			Kind.STAGE_CHANGED, Kind.REJECTED, Kind.UNREJECTED, Kind.HIRED, Kind.UNHIRED, Kind.APPLICATION_DELETED),
			Duration.ofHours(16));

	static final String CLIENT_ID = "clientId";

	static final String CLIENT_SECRET = "clientSecret";

	static final String ACTING_USER = "actingUserId";

	static final String SUBDOMAIN = "subdomain";

	static final Duration WRITE_TIMEOUT = Duration.ofSeconds(20);

	private static final String INSTRUCTIONS = "/ats/greenhouse/instructions.md";

	private GreenhouseDescriptor() {
	}

	static ConnectorDescriptor describe(boolean consentPage) {
		Set<Capability> capabilities = EnumSet.of(Capability.WRITE_NOTE, Capability.WRITE_TAG, Capability.MOVE_STAGE,
				Capability.REJECT, Capability.ACTING_USER);
		if (consentPage) {
			capabilities.add(Capability.CONSENT_PAGE);
		}
		return new ConnectorDescriptor(GreenhouseConnector.ID, "Greenhouse", fields(), permissions(), webhooks(),
				capabilities,
				new WriteBehaviour(Target.APPLICATION, Target.CANDIDATE, WRITE_TIMEOUT, Duration.ofSeconds(30)),
				List.of(GreenhouseClient.API, GreenhouseTokens.RATE), ANNOUNCED, instructions());
	}

	private static List<CredentialField> fields() {
		return List.of(
				new CredentialField(CLIENT_ID, "Client ID", true, true,
						"Shown when the Harvest V3 (OAuth) credential is created."),
				new CredentialField(CLIENT_SECRET, "Client Secret", true, true,
						"Shown once when the credential is created; we store it sealed and never show it again."),
				new CredentialField(ACTING_USER, "User id of a Site Admin", false, false,
						"The user in whose name we act; empty for the credential's own service user."),
				new CredentialField(SUBDOMAIN, "Subdomain", false, false,
						"The first part of your Greenhouse address, for recognising the account."),
				new CredentialField(Connection.BASE_URL, "API address", false, false,
						"Only for gateways and test installations; empty means Greenhouse's own address."));
	}

	private static List<PermissionNeed> permissions() {
		return List.of(need("jobs:list", "List jobs", "To offer your jobs for selection."),
				need("job_posts:list", "List job posts", "The text of the advertisement is what is scored against."),
				need("job_interview_stages:list", "List job interview stages", "To show and map the stages of a job."),
				need("applications:list", "List applications", "To read who applied and the answers given."),
				need("candidates:list", "List candidates", "To read the person behind an application."),
				need("attachments:list", "List attachments", "To read the resume."),
				need("users:list", "List users", "To name the people who decide."),
				need("notes:list", "List notes", "To see whether a score note is there already."),
				need("notes:create", "Create notes", "To write the score note."),
				need("candidate_tags:list", "List candidate tags", "To find the CLARA tags."),
				need("candidate_tags:create", "Create candidate tags", "To make the CLARA tags once."),
				need("applied_candidate_tags:list", "List applied candidate tags", "To see the tags of a candidate."),
				need("applied_candidate_tags:create", "Create applied candidate tags", "To put a tag on a candidate."),
				need("applied_candidate_tags:destroy", "Delete applied candidate tags",
						"To take a CLARA tag off again."),
				wish("application_stages:list", "List application stages", "To know the current stage for certain."),
				wish("rejection_reasons:list", "List rejection reasons", "To offer your reasons when rejecting."),
				wish("rejection_details:list", "List rejection details", "To know why someone was rejected."),
				wish("applications:move", "Move applications", "Only when moving stages is switched on."),
				wish("applications:reject", "Reject applications", "Only when rejecting is switched on."),
				wish("applications:update", "Update applications", "Only when writing fields is switched on."),
				wish("custom_fields:list", "List custom fields", "Only when writing fields is switched on."),
				wish("custom_fields:create", "Create custom fields", "Only when writing fields is switched on."),
				wish("custom_fields:update", "Update custom fields", "Only when writing fields is switched on."),
				wish("custom_fields:destroy", "Delete custom fields", "Only when writing fields is switched on."));
	}

	private static PermissionNeed need(String scope, String label, String reason) {
		return new PermissionNeed("harvest:" + scope, label, reason, true);
	}

	private static PermissionNeed wish(String scope, String label, String reason) {
		return new PermissionNeed("harvest:" + scope, label, reason, false);
	}

	private static List<WebhookSlot> webhooks() {
		return List.of(slot("new-application", "Candidate has submitted application", true),
				slot("rejected", "Candidate or Prospect rejected", true),
				slot("hired", "Candidate has been hired", true), slot("unhired", "Candidate has been unhired", true),
				slot("stage-changed", "Candidate has changed stage", false),
				slot("unrejected", "Candidate or Prospect Unrejected", false),
				slot("application-updated", "Application Updated", false),
				slot("application-deleted", "Delete Application", false),
				slot("candidate-updated", "Candidate or Prospect updated", false),
				slot("candidate-deleted", "Delete Candidate", false),
				slot("candidate-merged", "Merge Candidate", false),
				slot("candidate-anonymized", "Candidate Anonymized", false), slot("job-updated", "Job Updated", false));
	}

	private static WebhookSlot slot(String name, String label, boolean required) {
		return new WebhookSlot(name, label, required, SecretMaker.PLATFORM);
	}

	private static String instructions() {
		try (InputStream stream = GreenhouseDescriptor.class.getResourceAsStream(INSTRUCTIONS)) {
			if (stream == null) {
				throw new IllegalStateException("The jar lacks " + INSTRUCTIONS);
			}
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
