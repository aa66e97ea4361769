package io.claraconnect.ats.greenhouse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.claraconnect.ats.api.Application;
import io.claraconnect.ats.api.Application.Answer;
import io.claraconnect.ats.api.Application.State;
import io.claraconnect.ats.api.ApplicationSummary;
import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsException.Category;
import io.claraconnect.ats.api.AtsUser;
import io.claraconnect.ats.api.DocumentRef;
import io.claraconnect.ats.api.DocumentRef.Kind;
import io.claraconnect.ats.api.DocumentRef.Readiness;
import io.claraconnect.ats.api.Job;
import io.claraconnect.ats.api.Person;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.api.SeenNote;
import io.claraconnect.ats.api.Stage;
import io.claraconnect.ats.greenhouse.GreenhouseJson.AnswerJson;
import io.claraconnect.ats.greenhouse.GreenhouseJson.ApplicationJson;
import io.claraconnect.ats.greenhouse.GreenhouseJson.AttachmentJson;
import io.claraconnect.ats.greenhouse.GreenhouseJson.CandidateJson;
import io.claraconnect.ats.greenhouse.GreenhouseJson.JobJson;
import io.claraconnect.ats.greenhouse.GreenhouseJson.JobPostJson;
import io.claraconnect.ats.greenhouse.GreenhouseJson.NoteJson;
import io.claraconnect.ats.greenhouse.GreenhouseJson.StageJson;
import io.claraconnect.ats.greenhouse.GreenhouseJson.UserJson;
import io.claraconnect.ats.greenhouse.GreenhouseJson.ValueJson;
import org.jspecify.annotations.Nullable;

/** Wire to platform. Pure. */
final class GreenhouseMapping {

	private GreenhouseMapping() {
	}

	/**
	 * A job with the stages and posts of any jobs.
	 * @param withText whether the text of the post belongs to the result
	 */
	static Job job(JobJson job, Collection<StageJson> stages, Collection<JobPostJson> posts, boolean withText) {
		List<JobPostJson> own = posts.stream()
			.filter((post) -> post.jobId() != null && post.jobId() == job.id())
			.sorted(Comparator.comparingInt(GreenhouseMapping::rank))
			.toList();
		String text = own.stream().map(JobPostJson::content).filter(GreenhouseMapping::filled).findFirst().orElse(null);
		return new Job(Long.toString(job.id()), text(job.name()), jobState(job.status()),
				own.stream().anyMatch((post) -> post.live() && !post.internal()), stages(job.id(), stages),
				withText ? text : null, job.updatedAt());
	}

	/** The post that outsiders see first, then what is at least live, then active. */
	private static int rank(JobPostJson post) {
		if (post.live()) {
			return post.internal() ? 1 : 0;
		}
		return post.active() ? 2 : 3;
	}

	private static List<Stage> stages(long jobId, Collection<StageJson> stages) {
		return stages.stream()
			.filter((stage) -> stage.jobId() == jobId && !Boolean.FALSE.equals(stage.active()))
			.sorted(Comparator.comparingInt(StageJson::sortOrder))
			.map((stage) -> new Stage(Long.toString(stage.id()), text(stage.name())))
			.toList();
	}

	/**
	 * One odd job must not hide all others: who is neither open nor a draft is closed.
	 */
	private static Job.State jobState(@Nullable String status) {
		return switch (text(status).toLowerCase(Locale.ROOT)) {
			case "open" -> Job.State.OPEN;
			case "draft" -> Job.State.DRAFT;
			default -> Job.State.CLOSED;
		};
	}

	static Application application(ApplicationJson json, @Nullable Stage stage, CandidateJson candidate,
			Collection<AttachmentJson> attachments, @Nullable String rejectionReasonId) {
		if (json.createdAt() == null) {
			throw AtsException.malformed("application_created_at");
		}
		Person person = person(candidate, json.locationAddress());
		return new Application(Long.toString(json.id()), Long.toString(json.candidateId()), id(json.jobId()),
				state(json.status()), stage, json.createdAt(), json.updatedAt(), rejectionReasonId, person,
				attachments.stream().map((attachment) -> document(json.id(), attachment)).toList(), null,
				answers(json.answers()), !nameless(person));
	}

	static Optional<ApplicationSummary> summary(ApplicationJson json) {
		return Optional.ofNullable(json.jobId())
			.map((jobId) -> new ApplicationSummary(Long.toString(json.id()), Long.toString(json.candidateId()),
					Long.toString(jobId), json.updatedAt()));
	}

	/** The word of answers is {@code in_process}; filters say {@code active}. */
	static State state(@Nullable String status) {
		return switch (text(status)) {
			case "in_process", "active" -> State.ACTIVE;
			case "rejected" -> State.REJECTED;
			case "hired" -> State.HIRED;
			case "converted" -> State.ARCHIVED;
			default -> throw AtsException.malformed("application_status");
		};
	}

	/** The candidate, unless the vendor gives no more than a message. */
	static CandidateJson present(CandidateJson candidate) {
		if (filled(candidate.message()) && candidate.firstName() == null && candidate.lastName() == null) {
			boolean hidden = text(candidate.message()).toLowerCase(Locale.ROOT).contains("private");
			throw hidden ? new AtsException(Category.FORBIDDEN, "candidate_private")
					: new AtsException(Category.UNAVAILABLE, "candidate_not_ready");
		}
		return candidate;
	}

	private static Person person(CandidateJson json, @Nullable String location) {
		List<String> places = new ArrayList<>(values(json.addresses()));
		if (filled(location) && !places.contains(location)) {
			places.add(text(location));
		}
		List<String> links = Stream.of(json.websiteAddresses(), json.socialMediaAddresses())
			.flatMap((list) -> values(list).stream())
			.toList();
		String headline = Stream.of(json.title(), json.company())
			.filter(GreenhouseMapping::filled)
			.collect(Collectors.joining(", "));
		return new Person(text(json.firstName()), text(json.lastName()), values(json.emailAddresses()),
				values(json.phoneNumbers()), links, places, headline);
	}

	/** Anonymising takes the name and every way to reach the person. */
	private static boolean nameless(Person person) {
		return person.givenName().isEmpty() && person.familyName().isEmpty() && person.emails().isEmpty()
				&& person.phones().isEmpty();
	}

	private static DocumentRef document(long applicationId, AttachmentJson json) {
		Kind kind = switch (text(json.type())) {
			case "resume" -> Kind.RESUME;
			case "cover_letter" -> Kind.COVER_LETTER;
			default -> Kind.OTHER;
		};
		return new DocumentRef(Long.toString(json.id()), Long.toString(applicationId), kind, text(json.filename()),
				null, filled(json.url()) ? Readiness.READY : Readiness.PROCESSING, Secret.of(text(json.url())));
	}

	private static List<Answer> answers(@Nullable List<AnswerJson> answers) {
		return orNone(answers).stream()
			.filter((json) -> filled(json.question()) && json.answer() != null)
			.map((json) -> new Answer(text(json.question()), answer(json.answer())))
			.toList();
	}

	private static String answer(@Nullable Object answer) {
		return switch (answer) {
			case null -> "";
			case Boolean yes -> yes ? "Yes" : "No";
			case List<?> several -> several.stream().map(String::valueOf).collect(Collectors.joining(", "));
			default -> answer.toString();
		};
	}

	static AtsUser user(UserJson json) {
		String name = filled(json.name()) ? text(json.name())
				: (text(json.firstName()) + " " + text(json.lastName())).strip();
		return new AtsUser(Long.toString(json.id()), name, json.primaryEmail(), json.siteAdmin());
	}

	static SeenNote note(NoteJson json) {
		return new SeenNote(Long.toString(json.id()), text(json.body()), json.createdAt());
	}

	/** The time filter of lists: the operator and the time, joined by a bar. */
	static String since(Instant time) {
		return "gte|" + time;
	}

	private static List<String> values(@Nullable List<ValueJson> list) {
		return orNone(list).stream()
			.map(ValueJson::value)
			.filter(GreenhouseMapping::filled)
			.map(GreenhouseMapping::text)
			.distinct()
			.toList();
	}

	private static <T> List<T> orNone(@Nullable List<T> list) {
		return (list != null) ? list : List.of();
	}

	private static @Nullable String id(@Nullable Long id) {
		return (id != null) ? Long.toString(id) : null;
	}

	private static boolean filled(@Nullable String text) {
		return text != null && !text.isBlank();
	}

	static String text(@Nullable String text) {
		return (text != null) ? text.strip() : "";
	}

}
