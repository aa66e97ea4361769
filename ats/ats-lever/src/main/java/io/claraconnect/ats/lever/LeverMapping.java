package io.claraconnect.ats.lever;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.claraconnect.ats.api.Application;
import io.claraconnect.ats.api.ApplicationSummary;
import io.claraconnect.ats.api.AtsUser;
import io.claraconnect.ats.api.DocumentRef;
import io.claraconnect.ats.api.Job;
import io.claraconnect.ats.api.Person;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.api.SeenNote;
import io.claraconnect.ats.api.Stage;
import io.claraconnect.ats.lever.LeverJson.Candidacy;
import io.claraconnect.ats.lever.LeverJson.FormEntry;
import io.claraconnect.ats.lever.LeverJson.Opportunity;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Lever's records as values of the platform. Pure. */
final class LeverMapping {

	private LeverMapping() {
	}

	/**
	 * A posting as a job. A published one without the public channel is on the internal
	 * job site only; {@code internal} is what the screen calls "Unlisted": whoever has
	 * its address can apply.
	 */
	static Job job(LeverJson.Posting posting, List<Stage> stages) {
		String state = text(posting.state());
		boolean external = state.equals("published") && list(posting.distributionChannels()).contains("public");
		return new Job(posting.id(), text(posting.text()), jobState(state), external, stages,
				LeverPostingText.html(posting.content()), instant(posting.updatedAt()));
	}

	private static Job.State jobState(String state) {
		return switch (state) {
			case "published", "internal" -> Job.State.OPEN;
			case "closed", "rejected" -> Job.State.CLOSED;
			default -> Job.State.DRAFT;
		};
	}

	static Stage stage(LeverJson.Stage stage) {
		return new Stage(stage.id(), text(stage.text()));
	}

	/**
	 * An opportunity with its application as one candidacy.
	 * @param archiveType the type of the archive reason ({@code hired},
	 * {@code non-hired}), or null when it is not archived or the reason is not known
	 * @param now decides whether the permission to keep the data is over
	 */
	static Application application(Candidacy candidacy, List<LeverJson.Resume> resumes, @Nullable String archiveType,
			Instant now) {
		Opportunity opportunity = candidacy.opportunity();
		FormEntry entry = candidacy.entry();
		Instant appliedAt = instant(
				(entry != null && entry.createdAt() != null) ? entry.createdAt() : opportunity.createdAt());
		LeverJson.Archived archived = opportunity.archived();
		return new Application(opportunity.id(), contactId(opportunity), (entry != null) ? entry.posting() : null,
				state(opportunity, archiveType), currentStage(opportunity),
				(appliedAt != null) ? appliedAt : Instant.EPOCH, instant(opportunity.updatedAt()),
				(archived != null) ? archived.reason() : null, person(opportunity, entry),
				documents(opportunity.id(), resumes), (entry != null) ? blankToNull(entry.comments()) : null,
				(entry != null) ? answers(entry) : List.of(), processingAllowed(opportunity, now));
	}

	static Application.State state(Opportunity opportunity, @Nullable String archiveType) {
		if (opportunity.archived() == null) {
			return Application.State.ACTIVE;
		}
		return switch (text(archiveType)) {
			case "hired" -> Application.State.HIRED;
			case "non-hired" -> Application.State.REJECTED;
			default -> Application.State.ARCHIVED;
		};
	}

	/** What a list needs; empty when the opportunity hangs on another posting. */
	static Stream<ApplicationSummary> summary(Candidacy candidacy, String jobId) {
		Opportunity opportunity = candidacy.opportunity();
		FormEntry entry = candidacy.entry();
		if (entry == null || !jobId.equals(entry.posting())) {
			return Stream.empty();
		}
		return Stream.of(new ApplicationSummary(opportunity.id(), contactId(opportunity), jobId,
				instant(opportunity.updatedAt())));
	}

	/** The person's id; older records without a contact are their own person. */
	static String contactId(Opportunity opportunity) {
		String contact = idOf(opportunity.contact());
		return (contact != null) ? contact : opportunity.id();
	}

	static @Nullable String stageId(Opportunity opportunity) {
		return idOf(opportunity.stage());
	}

	private static @Nullable Stage currentStage(Opportunity opportunity) {
		String id = stageId(opportunity);
		JsonNode stage = opportunity.stage();
		return (id == null || stage == null) ? null : new Stage(id, stage.path("text").asString(""));
	}

	/** {@code null} means that the customer has no policy. */
	static boolean processingAllowed(Opportunity opportunity, Instant now) {
		if (Boolean.TRUE.equals(opportunity.isAnonymized())) {
			return false;
		}
		LeverJson.DataProtection protection = opportunity.dataProtection();
		LeverJson.Permit store = (protection != null) ? protection.store() : null;
		if (store == null) {
			return true;
		}
		Instant expiresAt = instant(store.expiresAt());
		return !Boolean.FALSE.equals(store.allowed()) && (expiresAt == null || expiresAt.isAfter(now));
	}

	private static Person person(Opportunity opportunity, @Nullable FormEntry entry) {
		String name = text(opportunity.name()).strip();
		int split = name.lastIndexOf(' ');
		List<String> links = Stream
			.concat(list(opportunity.links()).stream(), (entry != null) ? list(entry.links()).stream() : Stream.empty())
			.distinct()
			.toList();
		return new Person((split < 0) ? name : name.substring(0, split).strip(),
				(split < 0) ? "" : name.substring(split + 1), list(opportunity.emails()),
				list(opportunity.phones()).stream().map(LeverJson.Phone::value).filter(Objects::nonNull).toList(),
				links, Stream.of(text(opportunity.location())).filter((place) -> !place.isBlank()).toList(),
				text(opportunity.headline()));
	}

	/** The best resume last: the newest that Lever could parse. */
	private static List<DocumentRef> documents(String opportunityId, List<LeverJson.Resume> resumes) {
		List<LeverJson.Resume> ordered = resumes.stream()
			.sorted(Comparator.comparing(LeverMapping::parsed).thenComparing(LeverMapping::createdAt))
			.toList();
		List<DocumentRef> documents = new ArrayList<>();
		for (LeverJson.Resume resume : ordered) {
			LeverJson.ResumeFile file = resume.file();
			if (file != null) {
				documents.add(new DocumentRef(resume.id(), opportunityId, DocumentRef.Kind.RESUME, fileName(file),
						contentType(text(file.ext())), readiness(text(file.status())),
						Secret.of("opportunities/" + opportunityId + "/resumes/" + resume.id() + "/download")));
			}
		}
		return documents;
	}

	private static boolean parsed(LeverJson.Resume resume) {
		return resume.file() != null && !"unsupported".equals(resume.file().status());
	}

	private static long createdAt(LeverJson.Resume resume) {
		return (resume.createdAt() != null) ? resume.createdAt() : 0;
	}

	/**
	 * Lever calls a file unsupported that it cannot parse; its bytes can still be had.
	 */
	private static DocumentRef.Readiness readiness(String status) {
		return switch (status) {
			case "processing" -> DocumentRef.Readiness.PROCESSING;
			case "error" -> DocumentRef.Readiness.FAILED;
			default -> DocumentRef.Readiness.READY;
		};
	}

	private static String fileName(LeverJson.ResumeFile file) {
		String name = text(file.name());
		return name.isBlank() ? "resume." + extension(text(file.ext())) : name;
	}

	private static @Nullable String contentType(String ext) {
		return switch (extension(ext)) {
			case "pdf" -> "application/pdf";
			case "docx" -> "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
			case "doc" -> "application/msword";
			case "txt" -> "text/plain";
			default -> null;
		};
	}

	private static String extension(String ext) {
		return (ext.startsWith(".") ? ext.substring(1) : ext).toLowerCase(Locale.ROOT);
	}

	static List<Application.Answer> answers(FormEntry entry) {
		return list(entry.customQuestions()).stream()
			.flatMap((form) -> list(form.fields()).stream())
			.map((field) -> new Application.Answer(text(field.text()), answer(field)))
			.filter((answer) -> !answer.answer().isBlank())
			.toList();
	}

	private static String answer(LeverJson.Field field) {
		JsonNode value = field.value();
		if (value == null || value.isNull() || value.isObject()) {
			return "";
		}
		if (value.isArray()) {
			return value.valueStream()
				.filter(JsonNode::isValueNode)
				.map(JsonNode::asString)
				.collect(Collectors.joining(", "));
		}
		if ("date".equals(field.type()) && value.canConvertToLong()) {
			return Instant.ofEpochMilli(value.asLong()).atOffset(ZoneOffset.UTC).toLocalDate().toString();
		}
		return value.asString();
	}

	static AtsUser user(LeverJson.User user) {
		return new AtsUser(user.id(), text(user.name()), blankToNull(user.email()),
				"super admin".equals(user.accessRole()));
	}

	static SeenNote note(LeverJson.Note note) {
		String text = list(note.fields()).stream()
			.map(LeverJson.Field::value)
			.filter((value) -> value != null && value.isString())
			.map((value) -> Objects.requireNonNull(value).stringValue())
			.collect(Collectors.joining("\n"));
		return new SeenNote(note.id(), LeverText.asWritten(text), instant(note.createdAt()));
	}

	private static @Nullable String idOf(@Nullable JsonNode idOrObject) {
		if (idOrObject == null) {
			return null;
		}
		JsonNode id = idOrObject.isObject() ? idOrObject.path("id") : idOrObject;
		return id.isString() ? id.stringValue() : null;
	}

	static @Nullable Instant instant(@Nullable Long millis) {
		return (millis != null) ? Instant.ofEpochMilli(millis) : null;
	}

	private static String text(@Nullable String value) {
		return (value != null) ? value : "";
	}

	private static @Nullable String blankToNull(@Nullable String value) {
		return (value == null || value.isBlank()) ? null : value;
	}

	/** The elements that are there. */
	static <T> List<T> list(@Nullable List<T> values) {
		return (values != null) ? values.stream().filter(Objects::nonNull).toList() : List.of();
	}

}
