package io.claraconnect.sync.application;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

import io.claraconnect.ats.api.Application;
import io.claraconnect.ats.api.Stage;
import io.claraconnect.schemas.ApplicationSnapshot;
import io.claraconnect.schemas.ApplicationState;
import io.claraconnect.schemas.MaterialState;
import io.claraconnect.schemas.SnapshotOrigin;
import io.claraconnect.sync.connection.TrackedConnection;
import io.claraconnect.sync.request.Wish;
import org.jspecify.annotations.Nullable;

/** Makes snapshots of what was read. Pure. */
final class Snapshots {

	/** Vendors cut times to seconds, and clocks differ a little. */
	private static final Duration TOLERANCE = Duration.ofSeconds(2);

	private Snapshots() {
	}

	/** How an application came to us, when it is seen for the first time. */
	static SnapshotOrigin origin(Instant appliedAt, @Nullable Instant trackedSince, Wish.Via via) {
		if (trackedSince != null && appliedAt.plus(TOLERANCE).isBefore(trackedSince)) {
			return SnapshotOrigin.BACKFILL;
		}
		return (via == Wish.Via.SWEEP) ? SnapshotOrigin.SWEEP : SnapshotOrigin.LIVE;
	}

	/** A snapshot without revision and time of reading. */
	static ApplicationSnapshot of(TrackedConnection connection, Application read, String jobId, SnapshotOrigin origin,
			Settling settling, @Nullable String dossierRef, Map<String, String> replyRefs) {
		Stage stage = read.stage();
		return ApplicationSnapshot.newBuilder()
			.setOrganisationId(connection.organisationId())
			.setIntegrationId(connection.integrationId())
			.setAts(connection.ats())
			.setApplicationId(read.id())
			.setCandidateId(read.candidateId())
			.setJobId(jobId)
			.setState(state(read.state()))
			.setStageId((stage != null) ? stage.id() : null)
			.setStageName((stage != null) ? stage.name() : null)
			.setRejectionReasonId(read.rejectionReasonId())
			.setAppliedAt(read.appliedAt())
			.setUpdatedAt(read.updatedAt())
			.setOrigin(origin)
			.setMaterial(MaterialState.valueOf(settling.state().name()))
			.setMaterialPendingUntil(settling.until())
			.setDossierRef(dossierRef)
			.setReplyRefs(replyRefs)
			.setRevision(0)
			.setFetchedAt(Instant.EPOCH)
			.build();
	}

	/** The same application after it went. */
	static ApplicationSnapshot gone(ApplicationSnapshot last, boolean erased) {
		ApplicationSnapshot.Builder builder = ApplicationSnapshot.newBuilder(last)
			.setState(ApplicationState.GONE)
			.setMaterialPendingUntil(null);
		return (erased ? builder.setDossierRef(null).setMaterial(MaterialState.ABSENT) : builder).build();
	}

	/**
	 * Digest of everything that a reader would act on. The vendor's time of change is
	 * left out: our own writes move it.
	 */
	static String content(ApplicationSnapshot snapshot) {
		ApplicationSnapshot bare = ApplicationSnapshot.newBuilder(snapshot)
			.setRevision(0)
			.setFetchedAt(Instant.EPOCH)
			.setUpdatedAt(null)
			.setReplyRefs(new java.util.TreeMap<>(snapshot.getReplyRefs()))
			.build();
		try {
			return HexFormat.of()
				.formatHex(
						MessageDigest.getInstance("SHA-256").digest(bare.toString().getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("This Java runtime has no SHA-256", ex);
		}
	}

	private static ApplicationState state(Application.State state) {
		return switch (state) {
			case ACTIVE -> ApplicationState.ACTIVE;
			case REJECTED -> ApplicationState.REJECTED;
			case HIRED -> ApplicationState.HIRED;
			case ARCHIVED -> ApplicationState.ARCHIVED;
		};
	}

}
