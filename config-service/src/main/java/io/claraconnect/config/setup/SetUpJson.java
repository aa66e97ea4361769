package io.claraconnect.config.setup;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.claraconnect.ats.api.CheckReport;
import io.claraconnect.ats.api.ConnectorDescriptor;
import io.claraconnect.ats.api.CredentialField;
import io.claraconnect.ats.api.PermissionNeed;
import io.claraconnect.config.integrations.Mapping;
import io.claraconnect.config.integrations.StoredIntegration;
import io.claraconnect.config.integrations.TrackedJob;
import org.jspecify.annotations.Nullable;

/** What the set-up routes take and give. Nothing that is given holds a secret. */
final class SetUpJson {

	private SetUpJson() {
	}

	record ConnectorJson(String ats, String name, List<CredentialField> fields, List<PermissionNeed> permissions,
			List<SlotJson> webhooks, List<String> capabilities, String instructions) {

		static ConnectorJson of(ConnectorDescriptor descriptor) {
			return new ConnectorJson(descriptor.id().value(), descriptor.displayName(), descriptor.fields(),
					descriptor.permissions(),
					descriptor.webhooks()
						.stream()
						.map((slot) -> new SlotJson(slot.name(), slot.vendorEvent(), slot.required(),
								slot.secretMadeBy().name()))
						.toList(),
					descriptor.capabilities().stream().map(Enum::name).sorted().toList(), descriptor.instructions());
		}

	}

	record SlotJson(String slot, String vendorEvent, boolean required, String secretMadeBy) {

	}

	record CreateJson(@Nullable String ats, @Nullable String caption, @Nullable Map<String, String> settings,
			@Nullable Map<String, String> credentials) {

		CreateJson {
			settings = (settings != null) ? Map.copyOf(settings) : Map.of();
			credentials = (credentials != null) ? Map.copyOf(credentials) : Map.of();
		}

		@Override
		public String toString() {
			return "CreateJson[" + this.ats + "]";
		}

	}

	record CredentialsJson(Map<String, String> credentials) {

		CredentialsJson {
			credentials = Map.copyOf(credentials);
		}

		@Override
		public String toString() {
			return "CredentialsJson[]";
		}

	}

	record IntegrationJson(String id, String ats, String caption, String state, Map<String, String> settings,
			@Nullable String accountId, @Nullable String accountName, int threshold, boolean writeNotes,
			boolean writeTags, boolean moveStages, int writesPerHour, List<TrackedJobJson> trackedJobs,
			List<LinkJson> stageMoves, List<LinkJson> stageStatuses, long revision, Instant createdAt,
			Instant updatedAt) {

		static IntegrationJson of(StoredIntegration integration, List<TrackedJob> jobs, Mapping mapping) {
			StoredIntegration.Rules rules = integration.rules();
			return new IntegrationJson(integration.integrationId(), integration.ats().value(), integration.caption(),
					integration.state().name(), integration.settings(), integration.account().id(),
					integration.account().name(), rules.threshold(), rules.writeNotes(), rules.writeTags(),
					rules.moveStages(), rules.writesPerHour(), jobs.stream().map(TrackedJobJson::of).toList(),
					mapping.moves().stream().map(LinkJson::of).toList(),
					mapping.statuses().stream().map(LinkJson::of).toList(), integration.revision(),
					integration.createdAt(), integration.updatedAt());
		}

	}

	record TrackedJobJson(String jobId, Instant trackedSince, @Nullable Integer threshold, boolean backfillReleased) {

		static TrackedJobJson of(TrackedJob job) {
			return new TrackedJobJson(job.jobId(), job.trackedSince(), job.threshold(), job.backfillReleased());
		}

	}

	record LinkJson(String jobId, String status, String stageId) {

		LinkJson {
			Objects.requireNonNull(jobId);
			Objects.requireNonNull(status);
			Objects.requireNonNull(stageId);
		}

		static LinkJson of(Mapping.StageLink link) {
			return new LinkJson(link.jobId(), link.status(), link.stageId());
		}

	}

	record CheckJson(boolean usable, String state, @Nullable String accountName, List<CheckReport.Item> items,
			String advice) {

	}

	record JobJson(String jobId, String title, String state, boolean external, boolean selectable, String reason,
			boolean tracked, @Nullable Instant trackedSince, @Nullable Integer threshold, boolean backfillReleased,
			List<StageJson> stages) {

	}

	record StageJson(String stageId, String name) {

	}

	record TrackJson(List<TrackOneJson> tracked) {

		TrackJson {
			tracked = List.copyOf(tracked);
		}

	}

	record TrackOneJson(String jobId, @Nullable Integer threshold) {

		TrackOneJson {
			Objects.requireNonNull(jobId);
		}

	}

	record PatchJson(@Nullable String caption, @Nullable Integer threshold, @Nullable Boolean writeNotes,
			@Nullable Boolean writeTags, @Nullable Boolean moveStages, @Nullable Integer writesPerHour,
			@Nullable List<LinkJson> stageMoves, @Nullable List<LinkJson> stageStatuses) {

	}

	record ReleaseJson(@Nullable Boolean confirm) {

	}

	record ReleasedJson(String jobId, boolean released, long applications, Map<String, Long> byStatus, String advice) {

	}

}
