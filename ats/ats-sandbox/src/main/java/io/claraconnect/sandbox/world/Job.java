package io.claraconnect.sandbox.world;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A vacancy with its pipeline. {@code status} is open, closed or draft;
 * {@code attributes} carries what only one vendor knows (the id of a job post, say).
 */
public record Job(String id, String title, String descriptionHtml, String status, boolean published, String location,
		List<Stage> stages, Map<String, String> attributes, Instant createdAt, Instant updatedAt) implements Row {

	/** Returns the stage with this id or, failing that, this name. */
	public Optional<Stage> stage(String idOrName) {
		return this.stages.stream()
			.filter((stage) -> stage.id().equals(idOrName))
			.findFirst()
			.or(() -> this.stages.stream().filter((stage) -> stage.name().equalsIgnoreCase(idOrName)).findFirst());
	}

	/** Returns this job with another text and state. */
	public Job edited(String title, String descriptionHtml, String status, boolean published, Instant now) {
		return new Job(this.id, title, descriptionHtml, status, published, this.location, this.stages, this.attributes,
				this.createdAt, now);
	}

}
