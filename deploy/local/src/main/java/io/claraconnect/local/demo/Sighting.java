package io.claraconnect.local.demo;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a recruiter sees of CLARA at a candidate.
 *
 * @param tags CLARA's tags
 * @param notes CLARA's notes
 * @param at when both were there first, or null
 */
record Sighting(List<String> tags, List<String> notes, @Nullable Instant at) {

	private static final String CLARA = "CLARA";

	Sighting {
		tags = List.copyOf(tags);
		notes = List.copyOf(notes);
	}

	static Sighting none() {
		return new Sighting(List.of(), List.of(), null);
	}

	/** Looks again; the time of the first complete look is kept. */
	Sighting again(JsonNode recruiterView, Instant now) {
		List<String> seenTags = recruiterView.path("tags")
			.valueStream()
			.map(JsonNode::stringValue)
			.filter((tag) -> tag.startsWith(CLARA + " "))
			.toList();
		List<String> seenNotes = recruiterView.path("notes")
			.valueStream()
			.map((note) -> note.path("body").asString(""))
			.filter((body) -> body.contains(CLARA))
			.toList();
		boolean complete = !seenTags.isEmpty() && !seenNotes.isEmpty();
		return new Sighting(seenTags, seenNotes, (complete && this.at == null) ? now : this.at);
	}

	/** What is not as it should be, or null. */
	@Nullable String missing() {
		if (this.tags.isEmpty() && this.notes.isEmpty()) {
			return "neither a CLARA tag nor a CLARA note";
		}
		if (this.tags.isEmpty()) {
			return "no CLARA tag";
		}
		if (this.notes.isEmpty()) {
			return "no CLARA note";
		}
		if (this.tags.size() > 1) {
			return this.tags.size() + " CLARA tags instead of one";
		}
		return (this.notes.size() > 1) ? this.notes.size() + " CLARA notes instead of one" : null;
	}

}
