package io.claraconnect.ats.teamtailor;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import io.claraconnect.ats.api.Application;
import io.claraconnect.ats.api.ApplicationSummary;
import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsUser;
import io.claraconnect.ats.api.DocumentRef;
import io.claraconnect.ats.api.Job;
import io.claraconnect.ats.api.Person;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.api.SeenNote;
import io.claraconnect.ats.api.Stage;
import io.claraconnect.ats.http.JsonBody;
import io.claraconnect.ats.http.WebhookSignatures;
import io.claraconnect.ats.teamtailor.TeamtailorJson.Document;
import io.claraconnect.ats.teamtailor.TeamtailorJson.Resource;
import org.jspecify.annotations.Nullable;

/** Teamtailor's resources as values of the platform. Pure. */
final class TeamtailorMapping {

	/** Attributes that hold links to a resume, the better first. */
	static final List<String> RESUME_LINKS = List.of("original-resume", "resume");

	private TeamtailorMapping() {
	}

	static Job job(Resource job, List<Resource> stages) {
		String shown = job.text("human-status").orElseGet(() -> job.text("status").orElse(""));
		List<Stage> ordered = stages.stream()
			.sorted(Comparator.comparing((stage) -> stage.attributes().number("row-order").orElse(0L)))
			.map(TeamtailorMapping::stage)
			.toList();
		return new Job(job.id(), job.text("title").orElse(""), jobState(shown),
				shown.equals("published") && !job.attributes().isTrue("internal"), ordered,
				job.text("body").orElse(null), job.time("updated-at").orElse(null));
	}

	private static Job.State jobState(String shown) {
		return switch (shown) {
			case "published", "open", "unlisted" -> Job.State.OPEN;
			case "archived", "expired" -> Job.State.CLOSED;
			default -> Job.State.DRAFT;
		};
	}

	static Stage stage(Resource stage) {
		return new Stage(stage.id(), stage.text("name").orElse(""));
	}

	/**
	 * One candidacy.
	 * @param application with its job and stage
	 * @param candidate the person
	 * @param answers the person's answers, each with its question
	 */
	static Application application(Document application, Resource candidate, List<Document> answers) {
		Resource data = application.data();
		Optional<Resource> stage = application.related("stage");
		Instant appliedAt = data.time("created-at").or(() -> candidate.time("created-at")).orElse(Instant.EPOCH);
		return new Application(data.id(), candidate.id(), data.linked("job").orElse(null), state(data, stage),
				stage.map(TeamtailorMapping::stage).orElse(null), appliedAt, data.time("updated-at").orElse(null),
				data.linked("reject-reason").orElse(null), person(candidate), documents(data.id(), candidate),
				data.text("cover-letter").orElse(null), TeamtailorAnswers.of(answers),
				candidate.text("restricted-at").isEmpty());
	}

	static Application.State state(Resource application, Optional<Resource> stage) {
		if (rejected(application)) {
			return Application.State.REJECTED;
		}
		return stage.filter(TeamtailorMapping::hired).isPresent() ? Application.State.HIRED : Application.State.ACTIVE;
	}

	static boolean rejected(Resource application) {
		return application.text("rejected-at").isPresent();
	}

	/** The attribute was renamed with version 20240904; its values stayed. */
	static boolean hired(Resource stage) {
		return stage.text("legacy-stage-type-name")
			.or(() -> stage.text("stage-type"))
			.filter("Hired"::equalsIgnoreCase)
			.isPresent();
	}

	/**
	 * @throws AtsException of category MALFORMED when it does not name its candidate
	 */
	static Stream<ApplicationSummary> summary(Resource application, String jobId) {
		if (application.linked("job").filter((job) -> !job.equals(jobId)).isPresent()) {
			return Stream.empty();
		}
		String candidateId = application.linked("candidate")
			.orElseThrow(() -> AtsException.malformed("missing_candidate"));
		return Stream.of(new ApplicationSummary(application.id(), candidateId, jobId,
				application.time("updated-at").orElse(null)));
	}

	private static Person person(Resource candidate) {
		return new Person(candidate.text("first-name").orElse(""), candidate.text("last-name").orElse(""),
				candidate.text("email").stream().toList(), candidate.text("phone").stream().toList(),
				candidate.text("linkedin-url").stream().toList(), List.of(), candidate.text("pitch").orElse(""));
	}

	/**
	 * One resume per person. Its links die within a minute, so where it is, is told by
	 * the candidate and the attribute to read again.
	 */
	private static List<DocumentRef> documents(String applicationId, Resource candidate) {
		return RESUME_LINKS.stream()
			.filter((attribute) -> candidate.text(attribute).isPresent())
			.limit(1)
			.map((attribute) -> {
				String path = path(candidate.text(attribute).orElse(""));
				String fileName = fileName(path);
				String id = "resume-" + candidate.id() + "-"
						+ WebhookSignatures.sha256(path.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
				return new DocumentRef(id, applicationId, DocumentRef.Kind.RESUME, fileName, contentType(fileName),
						DocumentRef.Readiness.READY, Secret.of(candidate.id()));
			})
			.toList();
	}

	private static String path(String link) {
		try {
			String path = URI.create(link).getPath();
			return (path != null) ? path : "";
		}
		catch (IllegalArgumentException _) {
			return "";
		}
	}

	private static String fileName(String path) {
		String name = path.substring(path.lastIndexOf('/') + 1);
		return name.contains(".") ? name : "resume.pdf";
	}

	private static @Nullable String contentType(String fileName) {
		String name = fileName.toLowerCase(Locale.ROOT);
		return switch (name.substring(name.lastIndexOf('.') + 1)) {
			case "pdf" -> "application/pdf";
			case "docx" -> "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
			case "doc" -> "application/msword";
			case "txt" -> "text/plain";
			default -> null;
		};
	}

	static AtsUser user(Resource user) {
		return new AtsUser(user.id(), user.text("name").orElse(""), user.text("email").orElse(null),
				user.text("role").filter("admin"::equals).isPresent());
	}

	/** Whether the user may sign in at all. */
	static boolean active(Resource user) {
		return user.text("role").filter("no_access"::equals).isEmpty();
	}

	static SeenNote note(Resource note) {
		return new SeenNote(note.id(), note.text("note").orElse(""), note.time("created-at").orElse(null));
	}

	/** Whether a note of a list belongs to the person: a filter may have been ignored. */
	static boolean about(Resource note, String candidateId) {
		return note.text("candidate-id").or(() -> note.linked("candidate")).filter(candidateId::equals).isPresent();
	}

	static List<String> tags(Resource candidate) {
		return texts(candidate.attributes().at("tags"));
	}

	static List<String> texts(JsonBody list) {
		return list.list().stream().flatMap((tag) -> tag.text().stream()).toList();
	}

}
