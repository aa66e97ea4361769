package io.claraconnect.scoring;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.claraconnect.dossier.DossierRead;
import io.claraconnect.dossier.Material;
import io.claraconnect.dossier.MaterialKind;
import io.claraconnect.dossier.NewMaterial;
import io.claraconnect.dossier.Subject;
import io.claraconnect.dossier.Vault;
import io.claraconnect.kit.db.Database;
import io.claraconnect.reader.DocumentReader;
import io.claraconnect.reader.DocumentSource;
import io.claraconnect.reader.ExtractedDocument;
import io.claraconnect.reader.ReadOutcome;
import io.claraconnect.reader.ReadWarning;
import io.claraconnect.reader.Unreadable;
import io.claraconnect.scoring.engine.ScoringInput.Answer;
import io.claraconnect.scoring.engine.deidentify.Identity;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Makes texts of what the vault holds of an application. A resume is read once: its text
 * is kept in the vault beside the file, under the version of the reader that made it.
 */
@Component
final class MaterialReading {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final String HIDDEN = ";hidden";

	private static final int MOST_CRASHES = 3;

	private final Map<String, Integer> crashes = new ConcurrentHashMap<>();

	private final Database database;

	private final Vault vault;

	private final DocumentReader reader;

	MaterialReading(Database database, Vault vault, DocumentReader reader) {
		this.database = database;
		this.vault = vault;
		this.reader = reader;
	}

	/**
	 * The material behind an opened dossier; errors with {@link ReaderAway} when the
	 * reader cannot work now.
	 */
	Mono<ReadMaterial> read(Subject subject, DossierRead.Opened dossier) {
		Optional<Material> file = dossier.newest(MaterialKind.RESUME_FILE);
		return file.map((resume) -> resumeText(subject, dossier, resume))
			.orElseGet(() -> Mono.just(Resume.none()))
			.map((resume) -> assemble(dossier, resume));
	}

	private Mono<Resume> resumeText(Subject subject, DossierRead.Opened dossier, Material file) {
		Optional<Material> known = dossier.pieces()
			.stream()
			.filter((piece) -> piece.kind() == MaterialKind.RESUME_TEXT && piece.sourceRef().equals(file.ref()))
			.max(java.util.Comparator.comparing(Material::createdAt));
		if (known.isPresent()) {
			Material text = known.get();
			return Mono.just(new Resume(text.text(), text.ref(), false, text.extractorVersion().endsWith(HIDDEN)));
		}
		return Mono.fromCallable(() -> this.reader.read(new DocumentSource(file.content(), file.contentType(), "")))
			.subscribeOn(Schedulers.boundedElastic())
			.flatMap((outcome) -> keep(subject, dossier, file, outcome));
	}

	private Mono<Resume> keep(Subject subject, DossierRead.Opened dossier, Material file, ReadOutcome outcome) {
		return switch (outcome) {
			case Unreadable unreadable ->
				triedAgain(file, unreadable.reason()) ? Mono.error(new ReaderAway()) : Mono.just(Resume.notReadable());
			case ExtractedDocument document -> {
				boolean hidden = document.warnings().contains(ReadWarning.HIDDEN_TEXT);
				String version = document.extractorVersion() + (hidden ? HIDDEN : "");
				yield this.database
					.inOrganisation(subject.organisationId(),
							(client) -> this.vault.put(client, subject,
									NewMaterial.derived(MaterialKind.RESUME_TEXT, dossier.applicationId(),
											document.text().getBytes(StandardCharsets.UTF_8), "text/plain", file.ref(),
											version)))
					.map((stored) -> new Resume(document.text(), stored.ref(), false, hidden));
			}
		};
	}

	/**
	 * Whether reading a file is worth another try. A reader that cannot be started is
	 * waited for; a file that ends the reader every time must not hold up its partition
	 * for ever.
	 */
	private boolean triedAgain(Material file, Unreadable.Reason reason) {
		if (reason != Unreadable.Reason.CRASHED) {
			return reason.isRetryable();
		}
		if (this.crashes.merge(file.ref(), 1, Integer::sum) < MOST_CRASHES) {
			return true;
		}
		this.crashes.remove(file.ref());
		return false;
	}

	private static ReadMaterial assemble(DossierRead.Opened dossier, Resume resume) {
		Optional<Material> letter = dossier.newest(MaterialKind.COVER_LETTER);
		Optional<Material> answers = dossier.newest(MaterialKind.ANSWERS);
		Map<String, String> digests = new HashMap<>();
		dossier.newest(MaterialKind.RESUME_FILE).ifPresent((piece) -> digests.put("resume", piece.digest()));
		letter.ifPresent((piece) -> digests.put("coverLetter", piece.digest()));
		answers.ifPresent((piece) -> digests.put("answers", piece.digest()));
		return new ReadMaterial(resume.text(), resume.unreadable(), resume.hidden(),
				letter.map(Material::text).orElse(null), answers.map(MaterialReading::answers).orElse(List.of()),
				dossier.newest(MaterialKind.PERSON).map(MaterialReading::identity).orElse(Identity.UNKNOWN),
				resume.ref(), letter.map(Material::ref).orElse(""), answers.map(Material::ref).orElse(""), digests);
	}

	private static List<Answer> answers(Material piece) {
		List<Answer> answers = new ArrayList<>();
		for (JsonNode node : JSON.readTree(piece.content())) {
			answers.add(new Answer(node.path("question").asString(""), node.path("answer").asString("")));
		}
		return answers;
	}

	private static Identity identity(Material piece) {
		JsonNode person = JSON.readTree(piece.content());
		List<String> names = new ArrayList<>();
		for (String field : List.of("givenName", "familyName")) {
			String name = person.path(field).asString("");
			if (!name.isBlank()) {
				names.add(name);
			}
		}
		return new Identity(names, texts(person, "emails"), texts(person, "phones"), texts(person, "links"),
				texts(person, "locations"));
	}

	private static List<String> texts(JsonNode person, String field) {
		List<String> texts = new ArrayList<>();
		person.path(field).forEach((node) -> texts.add(node.asString("")));
		return texts.stream().filter((text) -> !text.isBlank()).toList();
	}

	/** What reading a resume gave. */
	private record Resume(@Nullable String text, String ref, boolean unreadable, boolean hidden) {

		static Resume none() {
			return new Resume(null, "", false, false);
		}

		static Resume notReadable() {
			return new Resume(null, "", true, false);
		}

		@Override
		public String toString() {
			return "Resume[" + this.ref + "]";
		}

	}

	/** The document reader cannot work now; the application is scored when it can. */
	static final class ReaderAway extends RuntimeException {

		private static final long serialVersionUID = 1L;

		ReaderAway() {
			super("The document reader did not answer");
		}

	}

}
