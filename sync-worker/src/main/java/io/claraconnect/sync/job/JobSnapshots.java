package io.claraconnect.sync.job;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

import io.claraconnect.ats.api.Job;
import io.claraconnect.schemas.JobSnapshot;
import io.claraconnect.schemas.JobStage;
import io.claraconnect.schemas.JobState;
import io.claraconnect.sync.connection.TrackedConnection;
import org.jspecify.annotations.Nullable;

/** Makes snapshots of jobs. Pure. */
final class JobSnapshots {

	private JobSnapshots() {
	}

	/** A snapshot without revision and time of reading. */
	static JobSnapshot of(TrackedConnection connection, Job job, @Nullable String textRef) {
		return JobSnapshot.newBuilder()
			.setOrganisationId(connection.organisationId())
			.setIntegrationId(connection.integrationId())
			.setAts(connection.ats())
			.setJobId(job.id())
			.setTitle(job.title())
			.setState(switch (job.state()) {
				case DRAFT -> JobState.DRAFT;
				case OPEN -> JobState.OPEN;
				case CLOSED -> JobState.CLOSED;
			})
			.setExternal(job.external())
			.setStages(job.stages().stream().map((stage) -> new JobStage(stage.id(), stage.name())).toList())
			.setTextRef(textRef)
			.setRevision(0)
			.setFetchedAt(Instant.EPOCH)
			.build();
	}

	/** The same job after it went. */
	static JobSnapshot closed(JobSnapshot last) {
		return JobSnapshot.newBuilder(last).setState(JobState.CLOSED).build();
	}

	/** Digest of everything that a reader would act on. */
	static String content(JobSnapshot snapshot) {
		JobSnapshot bare = JobSnapshot.newBuilder(snapshot).setRevision(0).setFetchedAt(Instant.EPOCH).build();
		try {
			return HexFormat.of()
				.formatHex(
						MessageDigest.getInstance("SHA-256").digest(bare.toString().getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("This Java runtime has no SHA-256", ex);
		}
	}

}
