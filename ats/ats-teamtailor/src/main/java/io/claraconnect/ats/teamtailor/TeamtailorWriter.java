package io.claraconnect.ats.teamtailor;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.claraconnect.ats.api.ApplicationKey;
import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsException.Category;
import io.claraconnect.ats.api.AtsWriter;
import io.claraconnect.ats.api.SeenNote;
import io.claraconnect.ats.teamtailor.TeamtailorJson.Document;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes to a Teamtailor account. Notes and tags hang on the person; tags are replaced as
 * a whole list, read just before.
 */
final class TeamtailorWriter implements AtsWriter {

	/** Longest walk over an account's notes where Teamtailor does not filter them. */
	private static final long MOST_PAGES = 200;

	private final TeamtailorClient client;

	private final Clock clock;

	private final Optional<String> noteUserId;

	private final boolean privateNotes;

	TeamtailorWriter(TeamtailorClient client, Clock clock, Optional<String> noteUserId, boolean privateNotes) {
		this.privateNotes = privateNotes;
		this.client = client;
		this.clock = clock;
		this.noteUserId = noteUserId;
	}

	@Override
	public Mono<String> addNote(ApplicationKey key, String text) {
		return noteUser().flatMap((user) -> this.client.addNote(key.candidateId(), user, text, this.privateNotes));
	}

	@Override
	public Mono<Void> editNote(ApplicationKey key, String noteId, String text) {
		return this.client.editNote(noteId, text);
	}

	@Override
	public Mono<Void> deleteNote(ApplicationKey key, String noteId) {
		return this.client.deleteNote(noteId)
			.onErrorResume(AtsException.class,
					(failure) -> (failure.category() == Category.NOT_FOUND) ? Mono.empty() : Mono.error(failure));
	}

	/**
	 * Asks by a filter that is not documented; where it is refused, walks all notes of
	 * the account and errors with REFUSED when there are too many to say that none is
	 * missing.
	 */
	@Override
	public Flux<SeenNote> notes(ApplicationKey key) {
		return this.client.notes(key.candidateId())
			.onErrorResume(AtsException.class,
					(failure) -> (failure.category() == Category.REFUSED) ? this.client.notes(null)
							: Flux.error(failure))
			.index()
			.concatMap((page) -> (page.getT1() < MOST_PAGES) ? Flux.fromIterable(page.getT2().data())
					: Flux.error(() -> new AtsException(Category.REFUSED, "notes_too_many")), 1)
			.filter((note) -> TeamtailorMapping.about(note, key.candidateId()))
			.distinct(TeamtailorJson.Resource::id)
			.map(TeamtailorMapping::note);
	}

	@Override
	public Mono<Void> addTag(ApplicationKey key, String tag) {
		return current(key).flatMap((tags) -> {
			List<String> wanted = new ArrayList<>(tags);
			wanted.add(tag);
			return tags.contains(tag) ? Mono.empty() : replace(key, wanted);
		});
	}

	@Override
	public Mono<Void> removeTag(ApplicationKey key, String tag) {
		return current(key).flatMap((tags) -> {
			List<String> wanted = tags.stream().filter((other) -> !other.equals(tag)).toList();
			return tags.contains(tag) ? replace(key, wanted) : Mono.empty();
		});
	}

	@Override
	public Mono<Set<String>> tags(ApplicationKey key) {
		return current(key).map(LinkedHashSet::new);
	}

	/** A done move shows up to a minute later, and the stage's own triggers fire. */
	@Override
	public Mono<Void> moveStage(ApplicationKey key, String fromStageId, String toStageId) {
		return this.client.application(key.applicationId()).flatMap((application) -> {
			boolean elsewhere = application.data().linked("stage").filter(fromStageId::equals).isEmpty();
			if (elsewhere || TeamtailorMapping.rejected(application.data())) {
				return Mono.error(() -> new AtsException(Category.CONFLICT, "stage_is_another"));
			}
			return this.client.changeApplication(key.applicationId(), Map.of(),
					Map.of("stage", TeamtailorJson.link("stages", toStageId)));
		});
	}

	/** Silent, without mail. Teamtailor keeps no acting user with it. */
	@Override
	public Mono<Void> reject(ApplicationKey key, String reasonId, String actingUserId) {
		return this.client.application(key.applicationId()).flatMap((application) -> {
			if (TeamtailorMapping.rejected(application.data())) {
				return Mono.empty();
			}
			if (hired(application)) {
				return Mono.error(() -> new AtsException(Category.CONFLICT, "hired_already"));
			}
			return this.client.changeApplication(key.applicationId(),
					Map.of("rejected-at", this.clock.instant().toString()), reasonId.isBlank() ? Map.of()
							: Map.of("reject-reason", TeamtailorJson.link("reject-reasons", reasonId)));
		});
	}

	private static boolean hired(Document application) {
		return application.related("stage").filter(TeamtailorMapping::hired).isPresent();
	}

	/**
	 * Some accounts refuse a note without a user: the chosen one, the manager, an admin.
	 */
	private Mono<String> noteUser() {
		if (this.noteUserId.isPresent()) {
			return Mono.just(this.noteUserId.get());
		}
		Mono<String> admin = this.client.users()
			.map((user) -> TeamtailorMapping.user(user.data()))
			.filter((user) -> user.siteAdmin())
			.next()
			.map((user) -> user.id())
			.switchIfEmpty(Mono.error(() -> new AtsException(Category.REFUSED, "note_user_missing")));
		return this.client.company()
			.flatMap((company) -> Mono.justOrEmpty(company.data().linked("manager")))
			.switchIfEmpty(admin);
	}

	private Mono<List<String>> current(ApplicationKey key) {
		return this.client.candidate(key.candidateId()).map((candidate) -> TeamtailorMapping.tags(candidate.data()));
	}

	/** What the answer shows must be what was sent, whatever its case. */
	private Mono<Void> replace(ApplicationKey key, List<String> wanted) {
		return this.client.replaceTags(key.candidateId(), wanted)
			.flatMap((seen) -> (seen.isEmpty() || folded(seen.get()).equals(folded(wanted))) ? Mono.empty()
					: Mono.error(() -> new AtsException(Category.OUTCOME_UNKNOWN, "tags_differ")));
	}

	private static Set<String> folded(List<String> tags) {
		return tags.stream().map((tag) -> tag.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
	}

}
