package io.claraconnect.writeback.execute;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import io.claraconnect.ats.api.Application;
import io.claraconnect.ats.api.ApplicationKey;
import io.claraconnect.ats.api.ApplicationSummary;
import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsException.Category;
import io.claraconnect.ats.api.AtsId;
import io.claraconnect.ats.api.AtsReader;
import io.claraconnect.ats.api.AtsUser;
import io.claraconnect.ats.api.AtsWriter;
import io.claraconnect.ats.api.Capability;
import io.claraconnect.ats.api.CheckReport;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.Connector;
import io.claraconnect.ats.api.ConnectorDescriptor;
import io.claraconnect.ats.api.DocumentContent;
import io.claraconnect.ats.api.DocumentRef;
import io.claraconnect.ats.api.Job;
import io.claraconnect.ats.api.Person;
import io.claraconnect.ats.api.SeenNote;
import io.claraconnect.ats.api.Stage;
import io.claraconnect.ats.api.WebhookReceiver;
import io.claraconnect.ats.api.WriteBehaviour;
import io.claraconnect.ats.api.WriteBehaviour.Target;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * An ATS in memory that misbehaves on request, one mishap per call that adds, edits or
 * moves.
 */
final class PlayedAts implements Connector, AtsWriter, AtsReader {

	/** What goes wrong with one write. */
	enum Mishap {

		/** It takes effect, but the caller gets no answer. */
		DONE_BUT_TIMED_OUT,
		/**
		 * It has no effect yet, and the caller gets no answer; see {@link #applyLate()}.
		 */
		LATE,
		/** It is turned away by the rate limit. */
		RATE_LIMITED,
		/** It is refused for good. */
		REFUSED,
		/** It replaces the whole list of tags. */
		LIST_REPLACED,
		/** While it is under way, what the test wants happens. */
		MEANWHILE

	}

	private final AtsId id;

	private final Set<Capability> capabilities;

	private final Target tagTarget;

	private final Map<String, Map<String, String>> notes = new LinkedHashMap<>();

	private final Map<String, Set<String>> tags = new LinkedHashMap<>();

	private final Map<String, String> stages = new LinkedHashMap<>();

	private final Deque<Mishap> mishaps = new ArrayDeque<>();

	private final List<Runnable> late = new ArrayList<>();

	private final AtomicInteger ids = new AtomicInteger();

	final AtomicInteger writes = new AtomicInteger();

	volatile Mono<Void> meanwhile = Mono.empty();

	/** What passes between the start of a call and its bytes. */
	volatile Mono<Void> beforeBytes = Mono.empty();

	PlayedAts(String id, Target tagTarget, Set<Capability> capabilities) {
		this.id = new AtsId(id);
		this.tagTarget = tagTarget;
		this.capabilities = capabilities;
	}

	synchronized void next(Mishap... mishap) {
		this.mishaps.addAll(List.of(mishap));
	}

	synchronized void applyLate() {
		this.late.forEach(Runnable::run);
		this.late.clear();
	}

	synchronized List<String> notesOf(String applicationId) {
		return List.copyOf(this.notes.getOrDefault(applicationId, Map.of()).values());
	}

	synchronized Set<String> tagsOf(String id) {
		return new LinkedHashSet<>(this.tags.getOrDefault(id, Set.of()));
	}

	synchronized void recruiterTags(String id, String tag) {
		this.tags.computeIfAbsent(id, (key) -> new LinkedHashSet<>()).add(tag);
	}

	synchronized void put(String applicationId, String text) {
		this.notes.computeIfAbsent(applicationId, (key) -> new LinkedHashMap<>())
			.put("note-" + this.ids.incrementAndGet(), text);
	}

	synchronized void recruiterMoves(String applicationId, String stageId) {
		this.stages.put(applicationId, stageId);
	}

	synchronized String stageOf(String applicationId) {
		return this.stages.getOrDefault(applicationId, "stage-1");
	}

	private String tagKey(ApplicationKey key) {
		return (this.tagTarget == Target.CANDIDATE) ? key.candidateId() : key.applicationId();
	}

	private synchronized <T> Mono<T> play(Effect<T> effect, Runnable listReplaced) {
		this.writes.incrementAndGet();
		Mishap mishap = this.mishaps.poll();
		if (mishap == null) {
			return Mono.justOrEmpty(effect.happen());
		}
		return switch (mishap) {
			case DONE_BUT_TIMED_OUT -> {
				effect.happen();
				yield Mono.error(new AtsException(Category.OUTCOME_UNKNOWN, "timeout"));
			}
			case LATE -> {
				this.late.add(effect::happen);
				yield Mono.error(new AtsException(Category.OUTCOME_UNKNOWN, "timeout"));
			}
			case RATE_LIMITED ->
				Mono.error(new AtsException(Category.RATE_LIMITED, "http_429", Duration.ofMillis(200), null));
			case MEANWHILE -> this.meanwhile.then(Mono.fromSupplier(effect::happen));
			case REFUSED -> Mono.error(new AtsException(Category.REFUSED, "http_422"));
			case LIST_REPLACED -> {
				listReplaced.run();
				yield Mono.justOrEmpty(effect.happen());
			}
		};
	}

	@Override
	public Mono<String> addNote(ApplicationKey key, String text) {
		return Mono.defer(() -> play(() -> {
			put(key.applicationId(), text);
			return "note-" + this.ids.get();
		}, () -> {
		}));
	}

	@Override
	public Mono<Void> editNote(ApplicationKey key, String noteId, String text) {
		return Mono.defer(() -> this.<String>play(() -> {
			this.notes.getOrDefault(key.applicationId(), Map.of()).replace(noteId, text);
			return "";
		}, () -> {
		})).then();
	}

	@Override
	public synchronized Mono<Void> deleteNote(ApplicationKey key, String noteId) {
		return Mono.fromRunnable(() -> this.notes.getOrDefault(key.applicationId(), Map.of()).remove(noteId));
	}

	@Override
	public synchronized Flux<SeenNote> notes(ApplicationKey key) {
		return Flux.fromIterable(this.notes.getOrDefault(key.applicationId(), Map.of())
			.entrySet()
			.stream()
			.map((note) -> new SeenNote(note.getKey(), "<p>" + note.getValue() + "</p>", null))
			.toList());
	}

	@Override
	public Mono<Void> addTag(ApplicationKey key, String tag) {
		Set<String> list = this.tags.computeIfAbsent(tagKey(key), (owner) -> new LinkedHashSet<>());
		return Mono.defer(() -> this.<String>play(() -> {
			list.add(tag);
			return "";
		}, list::clear)).then();
	}

	@Override
	public Mono<Void> removeTag(ApplicationKey key, String tag) {
		return Mono.fromRunnable(() -> {
			this.writes.incrementAndGet();
			this.tags.getOrDefault(tagKey(key), Set.of()).remove(tag);
		});
	}

	@Override
	public Mono<Set<String>> tags(ApplicationKey key) {
		return Mono.fromSupplier(() -> tagsOf(tagKey(key)));
	}

	@Override
	public Mono<Void> moveStage(ApplicationKey key, String fromStageId, String toStageId) {
		return Mono.defer(() -> stageOf(key.applicationId()).equals(fromStageId) ? this.<String>play(() -> {
			recruiterMoves(key.applicationId(), toStageId);
			return "";
		}, () -> {
		}) : Mono.<String>error(new AtsException(Category.CONFLICT, "stage_is_another"))).then();
	}

	@Override
	public Mono<Void> reject(ApplicationKey key, String reasonId, String actingUserId) {
		return Mono.error(AtsException.unsupported(Capability.REJECT));
	}

	@Override
	public AtsId id() {
		return this.id;
	}

	@Override
	public ConnectorDescriptor descriptor() {
		return new ConnectorDescriptor(this.id, "Played", List.of(), List.of(), List.of(), this.capabilities,
				new WriteBehaviour(Target.APPLICATION, this.tagTarget, Duration.ofMillis(600), Duration.ofMillis(400)),
				List.of(), "");
	}

	@Override
	public WebhookReceiver webhooks() {
		throw new UnsupportedOperationException();
	}

	@Override
	public AtsReader reader(Connection connection) {
		return this;
	}

	@Override
	public AtsWriter writer(Connection connection) {
		return new AskingWriter(this, () -> this.beforeBytes.then(Mono.defer(connection.sendPermit()::ask)));
	}

	@Override
	public Mono<CheckReport> check(Connection connection) {
		return Mono.empty();
	}

	@Override
	public Flux<Job> jobs() {
		return Flux.empty();
	}

	@Override
	public Mono<Job> job(String jobId) {
		return Mono.empty();
	}

	@Override
	public Mono<Application> application(String applicationId) {
		return Mono.fromSupplier(
				() -> new Application(applicationId, "person-of-" + applicationId, "job-1", Application.State.ACTIVE,
						new Stage(stageOf(applicationId), "Played"), Instant.parse("2026-11-20T09:00:00Z"), null, null,
						new Person("Ada", "Example", List.of(), List.of(), List.of(), List.of(), ""), List.of(), null,
						List.of(), true));
	}

	@Override
	public Flux<Application> applicationsOfCandidate(String candidateId) {
		return Flux.empty();
	}

	@Override
	public Flux<ApplicationSummary> applicationsOfJob(String jobId, @Nullable Instant updatedSince) {
		return Flux.empty();
	}

	@Override
	public Mono<DocumentContent> download(DocumentRef document) {
		return Mono.empty();
	}

	@Override
	public Flux<AtsUser> users() {
		return Flux.empty();
	}

	/** What a write does. */
	private interface Effect<T> {

		T happen();

	}

}
