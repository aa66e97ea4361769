package io.claraconnect.local.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A candidate in the table.
 *
 * @param applied who applied where
 * @param seen what the ATS shows
 * @param trail what the platform says
 */
record Row(Applied applied, Sighting seen, Trail trail) {

	static final List<String> HEADINGS = List.of("ATS", "candidate", "job", "score", "band", "tag", "note", "received",
			"fetched", "scored", "decided", "written", "seen");

	private static final int NOTE = 38;

	private static final int JOB = 20;

	List<String> cells() {
		List<String> cells = new ArrayList<>();
		cells.add(this.applied.title());
		cells.add(this.applied.person().name());
		cells.add(shortened(this.applied.jobTitle(), JOB));
		cells.add(score());
		cells.add((this.trail.status() != null) ? this.trail.status() : "-");
		cells.add(this.seen.tags().isEmpty() ? "-" : String.join(", ", this.seen.tags()));
		cells.add(this.seen.notes().isEmpty() ? "-" : shortened(this.seen.notes().getFirst(), NOTE));
		Trail.STEPS.forEach((step) -> cells.add(after(this.trail.steps().get(step))));
		cells.add(after(this.seen.at()));
		return cells;
	}

	ObjectNode json(String sandboxUrl) {
		Tenant tenant = this.applied.tenant();
		ObjectNode row = Calls.object()
			.put("ats", tenant.ats())
			.put("candidate", this.applied.person().name())
			.put("job", this.applied.jobTitle())
			.put("score", (this.trail.totalTenths() != null) ? Double.valueOf(this.trail.totalTenths() / 10.0) : null)
			.put("band", this.trail.status())
			.put("tag", this.seen.tags().isEmpty() ? null : this.seen.tags().getFirst())
			.put("note", this.seen.notes().isEmpty() ? null : this.seen.notes().getFirst())
			.put("tags", this.seen.tags().size())
			.put("notes", this.seen.notes().size())
			.put("missing", this.seen.missing())
			.put("expected", this.applied.person().fit().name())
			.put("resume", this.applied.person().fileName())
			.put("integrationId", tenant.integrationId())
			.put("accountId", tenant.accountId())
			.put("jobId", this.applied.jobId())
			.put("candidateId", this.applied.candidateId())
			.put("applicationId", this.applied.applicationId());
		ObjectNode times = row.putObject("times").put("applied", this.applied.at().toString());
		Trail.STEPS.forEach((step) -> times.put(step, text(this.trail.steps().get(step))));
		times.put("seen", text(this.seen.at()));
		ObjectNode addresses = row.putObject("addresses");
		this.applied.addresses().properties().forEach((entry) -> addresses.set(entry.getKey(), entry.getValue()));
		addresses.put("recruiterView", sandboxUrl + this.applied.recruiterView());
		addresses.put("account", sandboxUrl + tenant.control());
		return row;
	}

	private String score() {
		Integer tenths = this.trail.totalTenths();
		return (tenths != null) ? String.format(Locale.ROOT, "%.1f", tenths / 10.0) : "-";
	}

	/** Seconds since the person applied. */
	private String after(@Nullable Instant at) {
		return (at != null)
				? String.format(Locale.ROOT, "%.1f s", Duration.between(this.applied.at(), at).toMillis() / 1000.0)
				: "-";
	}

	private static @Nullable String text(@Nullable Instant at) {
		return (at != null) ? at.toString() : null;
	}

	private static String shortened(String text, int length) {
		String line = text.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
		return (line.length() <= length) ? line : line.substring(0, length - 1).strip() + "\u2026";
	}

}
