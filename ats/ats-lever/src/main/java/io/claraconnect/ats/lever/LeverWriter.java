package io.claraconnect.ats.lever;

import java.util.LinkedHashSet;
import java.util.Set;

import io.claraconnect.ats.api.ApplicationKey;
import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsException.Category;
import io.claraconnect.ats.api.AtsWriter;
import io.claraconnect.ats.api.SeenNote;
import io.claraconnect.ats.lever.LeverJson.Opportunity;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes to a Lever account, everything on the opportunity. Notes carry no vote and
 * notify no follower; notes and tags stand as written by our app.
 */
final class LeverWriter implements AtsWriter {

	private final LeverClient client;

	LeverWriter(LeverClient client) {
		this.client = client;
	}

	@Override
	public Mono<String> addNote(ApplicationKey key, String text) {
		return this.client.addNote(key.applicationId(), text).flatMap((answer) -> {
			String id = (answer.noteId() != null) ? answer.noteId() : answer.id();
			return (id != null) ? Mono.just(id)
					: Mono.error(() -> new AtsException(Category.OUTCOME_UNKNOWN, "note_id_missing"));
		});
	}

	@Override
	public Mono<Void> editNote(ApplicationKey key, String noteId, String text) {
		return this.client.replaceNote(key.applicationId(), noteId, text);
	}

	@Override
	public Mono<Void> deleteNote(ApplicationKey key, String noteId) {
		return this.client.deleteNote(key.applicationId(), noteId)
			.onErrorResume(AtsException.class,
					(failure) -> (failure.category() == Category.NOT_FOUND) ? Mono.empty() : Mono.error(failure));
	}

	@Override
	public Flux<SeenNote> notes(ApplicationKey key) {
		return this.client.notes(key.applicationId())
			.filter((note) -> note.deletedAt() == null)
			.distinct(LeverJson.Note::id)
			.map(LeverMapping::note);
	}

	@Override
	public Mono<Void> addTag(ApplicationKey key, String tag) {
		return this.client.changeTags(key.applicationId(), "addTags", tag);
	}

	@Override
	public Mono<Void> removeTag(ApplicationKey key, String tag) {
		return this.client.changeTags(key.applicationId(), "removeTags", tag);
	}

	@Override
	public Mono<Set<String>> tags(ApplicationKey key) {
		return opportunity(key).map((opportunity) -> new LinkedHashSet<>(LeverMapping.list(opportunity.tags())));
	}

	/** Lever would move an archived one too and leave it archived; that is a conflict. */
	@Override
	public Mono<Void> moveStage(ApplicationKey key, String fromStageId, String toStageId) {
		return opportunity(key).flatMap((opportunity) -> {
			if (opportunity.archived() != null || !fromStageId.equals(LeverMapping.stageId(opportunity))) {
				return Mono.error(() -> new AtsException(Category.CONFLICT, "stage_is_another"));
			}
			return this.client.moveTo(key.applicationId(), toStageId);
		});
	}

	/**
	 * Repeating the same rejection is no error; one that says otherwise is a conflict.
	 */
	@Override
	public Mono<Void> reject(ApplicationKey key, String reasonId, String actingUserId) {
		return opportunity(key).flatMap((opportunity) -> {
			LeverJson.Archived archived = opportunity.archived();
			if (archived == null) {
				return activeUser(actingUserId)
					.then(Mono.defer(() -> this.client.archive(key.applicationId(), reasonId, actingUserId)));
			}
			return reasonId.equals(archived.reason()) ? Mono.empty()
					: Mono.error(() -> new AtsException(Category.CONFLICT, "archived_already"));
		});
	}

	/** What Lever does in the name of a deactivated user is not documented. */
	private Mono<Void> activeUser(String userId) {
		return this.client.user(userId)
			.flatMap((user) -> (user.deactivatedAt() == null) ? Mono.empty()
					: Mono.error(() -> new AtsException(Category.REFUSED, "acting_user_deactivated")));
	}

	private Mono<Opportunity> opportunity(ApplicationKey key) {
		return this.client.opportunity(key.applicationId()).map(LeverJson.Candidacy::opportunity);
	}

}
