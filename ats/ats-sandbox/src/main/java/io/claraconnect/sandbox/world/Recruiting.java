package io.claraconnect.sandbox.world;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

import io.claraconnect.sandbox.world.Application.Status;
import io.claraconnect.sandbox.world.Change.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What recruiters (over the control API) and clients (over a vendor's API) do to
 * candidates. Every action tells the vendor, which calls the customer's webhooks.
 */
public final class Recruiting {

	private final World world;

	private final BiConsumer<Account, Change> changed;

	/**
	 * Creates it.
	 * @param world where ids, time and file contents come from
	 * @param changed is told of every change, while the account is locked
	 */
	public Recruiting(World world, BiConsumer<Account, Change> changed) {
		this.world = world;
		this.changed = changed;
	}

	/** Creates a candidate with one application, in the first stage of the job. */
	public Application apply(Account account, Ids.Style style, NewCandidate person) {
		Instant now = now();
		return apply(account, style,
				account.candidates()
					.put(new Candidate(next(style), person.firstName(), person.lastName(), person.emails(),
							person.phones(), person.attributes(), now, now)),
				person);
	}

	/** Somebody who is known applies for another job. */
	public Application apply(Account account, Ids.Style style, Candidate candidate, NewCandidate person) {
		Instant now = now();
		Job job = account.jobs().get(person.jobId());
		StageVisit visit = new StageVisit(next(style), job.stages().getFirst().id(), now, null);
		Application application = account.applications()
			.put(new Application(next(style), candidate.id(), job.id(), visit.stageId(), Status.ACTIVE, null, null,
					null, person.answers(), person.coverLetter(), List.of(visit), now, now));
		for (NewCandidate.NewFile file : person.files()) {
			account.attachments()
				.put(new Attachment(next(style), candidate.id(), application.id(), file.type(), file.fileName(),
						file.contentType(), file.blobId(), now));
		}
		person.tags().forEach((tag) -> attach(account, style, candidate.id(), application.id(), tag));
		tell(account, Kind.APPLIED, application, null, null);
		return application;
	}

	/** Moves an application to another stage of its job. */
	public Application move(Account account, Ids.Style style, String applicationId, String stageId,
			@Nullable String actorId) {
		Application before = account.applications().get(applicationId);
		return change(account, Kind.MOVED, before, actorId, (old) -> old.moved(next(style), stageId, now()));
	}

	/** Moves an application to the first stage of another job. */
	public Application transfer(Account account, Ids.Style style, String applicationId, Job job,
			@Nullable String actorId) {
		Application before = account.applications().get(applicationId);
		return change(account, Kind.MOVED, before, actorId,
				(old) -> old.transferred(next(style), job.id(), job.stages().getFirst().id(), now()));
	}

	/** Rejects an application. */
	public Application reject(Account account, String applicationId, @Nullable String reasonId,
			@Nullable String actorId) {
		return change(account, Kind.REJECTED, account.applications().get(applicationId), actorId,
				(old) -> old.rejected(reasonId, now()));
	}

	/** Undoes a rejection; the application is back in the stage it was in. */
	public Application unreject(Account account, String applicationId, @Nullable String actorId) {
		return change(account, Kind.UNREJECTED, account.applications().get(applicationId), actorId,
				(old) -> old.active(now()));
	}

	/** Hires. */
	public Application hire(Account account, String applicationId, @Nullable String actorId) {
		return change(account, Kind.HIRED, account.applications().get(applicationId), actorId,
				(old) -> old.hired(now()));
	}

	/** Undoes a hire. */
	public Application unhire(Account account, String applicationId, @Nullable String actorId) {
		return change(account, Kind.UNHIRED, account.applications().get(applicationId), actorId,
				(old) -> old.active(now()));
	}

	/** Deletes a candidate with everything that hangs on him. */
	public void delete(Account account, String candidateId) {
		Candidate candidate = account.candidates().get(candidateId);
		Application last = applicationsOf(account, candidateId).stream().reduce((a, b) -> b).orElse(null);
		account.notes().removeIf((note) -> note.candidateId().equals(candidateId));
		account.appliedTags().removeIf((tag) -> tag.candidateId().equals(candidateId));
		account.attachments().removeIf((file) -> file.candidateId().equals(candidateId));
		account.applications().removeIf((application) -> application.candidateId().equals(candidateId));
		account.candidates().remove(candidateId);
		this.changed.accept(account, new Change(Kind.CANDIDATE_DELETED, candidate, last, null, null));
	}

	/** Writes a note; the author is null for the app itself. */
	public Note note(Account account, Ids.Style style, String candidateId, @Nullable String applicationId, String body,
			String visibility, @Nullable User author, Map<String, String> attributes) {
		Instant now = now();
		String name = (author != null) ? author.name() : "CLARA";
		return account.notes()
			.put(new Note(next(style), candidateId, applicationId, body, visibility,
					(author != null) ? author.id() : null, name, attributes, now, now));
	}

	/**
	 * Puts a tag on a candidate, unless he has it; creates it in the account if it is new
	 * there.
	 */
	public AppliedTag tag(Account account, Ids.Style style, String candidateId, @Nullable String applicationId,
			String name) {
		Optional<AppliedTag> present = tagsOf(account, candidateId).stream()
			.filter((tag) -> tag.name().equalsIgnoreCase(name) && sameScope(tag, applicationId))
			.findFirst();
		return present.orElseGet(() -> {
			AppliedTag tag = attach(account, style, candidateId, applicationId, name);
			touch(account, candidateId);
			return tag;
		});
	}

	/** Takes a tag off a candidate. */
	public void untag(Account account, AppliedTag tag) {
		account.appliedTags().remove(tag.id());
		touch(account, tag.candidateId());
	}

	/** Returns the account's tag of that name, created if there is none. */
	public Tag tagNamed(Account account, Ids.Style style, String name) {
		return account.tags()
			.all()
			.stream()
			.filter((tag) -> tag.name().equalsIgnoreCase(name))
			.findFirst()
			.orElseGet(() -> account.tags().put(new Tag(next(style), name, now())));
	}

	/** Returns the applications of a candidate, oldest first. */
	public static List<Application> applicationsOf(Account account, String candidateId) {
		return account.applications().all().stream().filter((it) -> it.candidateId().equals(candidateId)).toList();
	}

	/** Returns the tags on a candidate, oldest first. */
	public static List<AppliedTag> tagsOf(Account account, String candidateId) {
		return account.appliedTags().all().stream().filter((it) -> it.candidateId().equals(candidateId)).toList();
	}

	private AppliedTag attach(Account account, Ids.Style style, String candidateId, @Nullable String applicationId,
			String name) {
		Tag tag = tagNamed(account, style, name);
		return account.appliedTags()
			.put(new AppliedTag(next(style), candidateId, applicationId, tag.id(), tag.name(), now()));
	}

	private void touch(Account account, String candidateId) {
		account.candidates().find(candidateId).ifPresent((candidate) -> {
			Candidate touched = account.candidates().put(candidate.touched(now()));
			this.changed.accept(account, new Change(Kind.CANDIDATE_UPDATED, touched, null, null, null));
		});
	}

	private Application change(Account account, Kind kind, Application before, @Nullable String actorId,
			UnaryOperator<Application> edit) {
		Application after = account.applications().put(edit.apply(before));
		tell(account, kind, after, before.stageId(), actorId);
		return after;
	}

	private void tell(Account account, Kind kind, Application application, @Nullable String fromStageId,
			@Nullable String actorId) {
		Candidate candidate = account.candidates().get(application.candidateId());
		this.changed.accept(account, new Change(kind, candidate, application, fromStageId, actorId));
	}

	private static boolean sameScope(AppliedTag tag, @Nullable String applicationId) {
		return applicationId == null || tag.applicationId() == null || tag.applicationId().equals(applicationId);
	}

	private String next(Ids.Style style) {
		return this.world.ids().next(style);
	}

	private Instant now() {
		return this.world.clock().instant();
	}

}
