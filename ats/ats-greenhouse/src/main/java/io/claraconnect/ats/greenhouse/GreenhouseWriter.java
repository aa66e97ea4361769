package io.claraconnect.ats.greenhouse;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.claraconnect.ats.api.Application.State;
import io.claraconnect.ats.api.ApplicationKey;
import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsException.Category;
import io.claraconnect.ats.api.AtsWriter;
import io.claraconnect.ats.api.Capability;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.SeenNote;
import io.claraconnect.ats.greenhouse.GreenhouseJson.AppliedTagJson;
import io.claraconnect.ats.greenhouse.GreenhouseJson.ApplicationJson;
import io.claraconnect.ats.greenhouse.GreenhouseJson.TagJson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes to one Greenhouse account. Notes can be neither edited nor deleted; tags belong
 * to the candidate and are rows of their own, so those of others are never touched.
 */
final class GreenhouseWriter implements AtsWriter {

	private final GreenhouseClient client;

	private final Connection connection;

	private final GreenhouseReader reader;

	GreenhouseWriter(GreenhouseClient client, Connection connection) {
		this.client = client;
		this.connection = connection;
		this.reader = new GreenhouseReader(client, connection);
	}

	@Override
	public Mono<String> addNote(ApplicationKey key, String text) {
		return Mono
			.defer(() -> this.client.createNote(this.connection,
					Map.of("candidate_id", number(key.candidateId()), "application_id", number(key.applicationId()),
							"body", text, "visibility", "private", "note_type", "NOTE")))
			.map((answer) -> answer.text("id")
				.orElseThrow(() -> new AtsException(Category.OUTCOME_UNKNOWN, "note_without_id")));
	}

	@Override
	public Mono<Void> editNote(ApplicationKey key, String noteId, String text) {
		return Mono.error(AtsException.unsupported(Capability.EDIT_NOTE));
	}

	@Override
	public Mono<Void> deleteNote(ApplicationKey key, String noteId) {
		return Mono.error(AtsException.unsupported(Capability.DELETE_NOTE));
	}

	@Override
	public Flux<SeenNote> notes(ApplicationKey key) {
		return this.client.notes(this.connection, key.applicationId())
			.filter((note) -> note.body() != null)
			.map(GreenhouseMapping::note)
			.distinct(SeenNote::id);
	}

	@Override
	public Mono<Void> addTag(ApplicationKey key, String tag) {
		return existing(tag).switchIfEmpty(Mono.defer(() -> create(tag)))
			.flatMap((tagId) -> isApplied(key, tagId).flatMap((there) -> there ? Mono.empty() : apply(key, tagId)));
	}

	@Override
	public Mono<Void> removeTag(ApplicationKey key, String tag) {
		return existing(tag).flatMapMany((tagId) -> rows(key, tagId))
			.concatMap((row) -> this.client.unapplyTag(this.connection, row.id())
				.onErrorResume((failure) -> is(failure, Category.NOT_FOUND), (_) -> Mono.empty()))
			.then();
	}

	@Override
	public Mono<Set<String>> tags(ApplicationKey key) {
		return this.client.appliedTags(this.connection, key.candidateId())
			.map(AppliedTagJson::candidateTagId)
			.collectList()
			.flatMap((ids) -> ids.isEmpty() ? Mono.just(Set.of())
					: this.client.tags(this.connection)
						.filter((tag) -> ids.contains(tag.id()))
						.map((tag) -> GreenhouseMapping.text(tag.name()))
						.collect(LinkedHashSet::new, Set::add));
	}

	@Override
	public Mono<Void> moveStage(ApplicationKey key, String fromStageId, String toStageId) {
		return application(key).flatMap((json) -> stageId(json).flatMap((now) -> {
			if (GreenhouseMapping.state(json.status()) != State.ACTIVE) {
				return Mono.error(new AtsException(Category.CONFLICT, "application_not_active"));
			}
			if (!now.equals(fromStageId) || json.stageId() == null) {
				return Mono.error(new AtsException(Category.CONFLICT, "stage_is_another"));
			}
			return move(key, json.stageId(), toStageId)
				.onErrorResume((failure) -> isUnprocessable(failure), (_) -> move(key, number(fromStageId), toStageId))
				.onErrorResume((failure) -> isUnprocessable(failure),
						(failure) -> afterRefusedMove(key, fromStageId, toStageId, failure));
		}));
	}

	@Override
	public Mono<Void> reject(ApplicationKey key, String reasonId, String actingUserId) {
		return Mono
			.defer(() -> this.client.reject(this.connection, Long.toString(number(key.applicationId())), actingUserId,
					Map.of("rejection_reason_id", number(reasonId))))
			.onErrorResume((failure) -> isUnprocessable(failure), (failure) -> afterRefusedRejection(key, failure));
	}

	/**
	 * Which id the vendor wants as {@code from_stage_id} is disputed: that of the stay is
	 * what production code sends, that of the job's stage is tried after a refusal.
	 */
	private Mono<Void> move(ApplicationKey key, long from, String to) {
		return Mono.defer(() -> this.client.move(this.connection, key.applicationId(),
				Map.of("from_stage_id", from, "to_stage_id", number(to))));
	}

	/** A repeated move is refused like a false one, so only the application tells. */
	private Mono<Void> afterRefusedMove(ApplicationKey key, String from, String to, Throwable refusal) {
		return application(key).flatMap(this::stageId).flatMap((now) -> {
			if (now.equals(to)) {
				return Mono.empty();
			}
			return Mono.error(now.equals(from) ? refusal : new AtsException(Category.CONFLICT, "stage_is_another"));
		});
	}

	private Mono<Void> afterRefusedRejection(ApplicationKey key, Throwable refusal) {
		return application(key).flatMap((json) -> Mono.error((GreenhouseMapping.state(json.status()) == State.ACTIVE)
				? refusal : new AtsException(Category.CONFLICT, "application_not_active")));
	}

	private Mono<ApplicationJson> application(ApplicationKey key) {
		return this.client.application(this.connection, key.applicationId());
	}

	private Mono<String> stageId(ApplicationJson json) {
		return this.reader.stage(json).map((stage) -> stage.map((found) -> found.id()).orElse(""));
	}

	private Mono<Long> existing(String tag) {
		return this.client.tags(this.connection)
			.filter((found) -> tag.equalsIgnoreCase(GreenhouseMapping.text(found.name())))
			.next()
			.map(TagJson::id);
	}

	/** Another process may have made the tag a moment ago. */
	private Mono<Long> create(String tag) {
		return this.client.createTag(this.connection, tag)
			.mapNotNull((answer) -> answer.number("id").orElse(null))
			.switchIfEmpty(existing(tag))
			.onErrorResume((failure) -> isUnprocessable(failure),
					(failure) -> existing(tag).switchIfEmpty(Mono.error(failure)));
	}

	private Mono<Void> apply(ApplicationKey key, long tagId) {
		return Mono.defer(() -> this.client.applyTag(this.connection, number(key.candidateId()), tagId))
			.onErrorResume((failure) -> isUnprocessable(failure),
					(failure) -> isApplied(key, tagId).flatMap((there) -> there ? Mono.empty() : Mono.error(failure)));
	}

	private Mono<Boolean> isApplied(ApplicationKey key, long tagId) {
		return rows(key, tagId).hasElements();
	}

	private Flux<AppliedTagJson> rows(ApplicationKey key, long tagId) {
		return this.client.appliedTags(this.connection, key.candidateId())
			.filter((row) -> row.candidateTagId() == tagId)
			.distinct(AppliedTagJson::id);
	}

	/** Refused by the vendor for the state of things, not by us and not for the user. */
	private static boolean isUnprocessable(Throwable failure) {
		return failure instanceof AtsException known
				&& (known.code().equals("http_422") || known.category() == Category.CONFLICT);
	}

	private static boolean is(Throwable failure, Category category) {
		return failure instanceof AtsException known && known.category() == category;
	}

	private static long number(String id) {
		if (!id.matches("\\d{1,18}")) {
			throw new AtsException(Category.REFUSED, "id_not_numeric");
		}
		return Long.parseLong(id);
	}

}
