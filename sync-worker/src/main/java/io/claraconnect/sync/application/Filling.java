package io.claraconnect.sync.application;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.claraconnect.ats.api.Application;
import io.claraconnect.ats.api.DocumentContent;
import io.claraconnect.ats.api.DocumentRef;
import io.claraconnect.dossier.MaterialKind;
import io.claraconnect.dossier.NewMaterial;
import io.claraconnect.dossier.StoredMaterial;
import io.claraconnect.dossier.Subject;
import io.claraconnect.dossier.Vault;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Puts what was gathered into the vault. PERSON is JSON with the fields of
 * {@link io.claraconnect.ats.api.Person}; ANSWERS is a JSON list of {@code question} and
 * {@code answer}.
 */
final class Filling {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final String JSON_TYPE = "application/json";

	private static final String BINARY = "application/octet-stream";

	private final Vault vault;

	Filling(Vault vault) {
		this.vault = vault;
	}

	/** Fills the vault inside the caller's transaction. */
	Mono<Filled> fill(DatabaseClient client, Subject subject, Gathered gathered, @Nullable Known known) {
		return resume(client, subject, gathered, known).flatMap((resume) -> letter(client, subject, gathered, known)
			.flatMap((letter) -> Flux.fromIterable(texts(gathered))
				.concatMap((text) -> this.vault.put(client, subject, text))
				.map(StoredMaterial::ref)
				.collectList()
				.flatMap((refs) -> compose(client, subject, gathered.application().id(), refs, resume, letter))));
	}

	private Mono<Filled> compose(DatabaseClient client, Subject subject, String applicationId, List<String> texts,
			Known.Piece resume, Known.Piece letter) {
		List<String> refs = new ArrayList<>(texts);
		if (!resume.ref().isEmpty()) {
			refs.add(resume.ref());
		}
		if (!letter.ref().isEmpty()) {
			refs.add(letter.ref());
		}
		return this.vault.compose(client, subject, applicationId, refs)
			.map((dossier) -> new Filled(dossier, resume, letter));
	}

	private Mono<Known.Piece> resume(DatabaseClient client, Subject subject, Gathered gathered, @Nullable Known known) {
		return document(client, subject, gathered.application().id(), MaterialKind.RESUME_FILE,
				gathered.settling().resume(), gathered.resume(), (known != null) ? known.resume() : Known.Piece.NONE);
	}

	private Mono<Known.Piece> letter(DatabaseClient client, Subject subject, Gathered gathered, @Nullable Known known) {
		return document(client, subject, gathered.application().id(), MaterialKind.COVER_LETTER,
				gathered.letterDocument(), gathered.letter(), (known != null) ? known.letter() : Known.Piece.NONE);
	}

	private Mono<Known.Piece> document(DatabaseClient client, Subject subject, String applicationId, MaterialKind kind,
			@Nullable DocumentRef document, @Nullable DocumentContent content, Known.Piece known) {
		if (document == null) {
			return Mono.just(Known.Piece.NONE);
		}
		if (content == null) {
			return Mono.just(known);
		}
		String stated = document.contentType();
		String downloaded = content.contentType();
		String type = (stated != null) ? stated : (downloaded != null) ? downloaded : BINARY;
		return this.vault.put(client, subject, NewMaterial.original(kind, applicationId, content.bytes(), type))
			.map((stored) -> new Known.Piece(document.id(), stored.ref()));
	}

	/** The person is put per application: vendors may show another one on each. */
	private static List<NewMaterial> texts(Gathered gathered) {
		Application application = gathered.application();
		List<NewMaterial> texts = new ArrayList<>();
		texts.add(NewMaterial.original(MaterialKind.PERSON, application.id(),
				JSON.writeValueAsBytes(application.person()), JSON_TYPE));
		if (!application.answers().isEmpty()) {
			texts.add(NewMaterial.original(MaterialKind.ANSWERS, application.id(),
					JSON.writeValueAsBytes(application.answers()), JSON_TYPE));
		}
		String letter = application.coverLetter();
		if (letter != null && !letter.isBlank() && gathered.letterDocument() == null) {
			texts.add(NewMaterial.original(MaterialKind.COVER_LETTER, application.id(),
					letter.getBytes(StandardCharsets.UTF_8), "text/plain"));
		}
		return texts;
	}

	/**
	 * What is in the vault now.
	 *
	 * @param dossierRef names all of it
	 * @param resume the resume
	 * @param letter the cover letter that is a document
	 */
	record Filled(@Nullable String dossierRef, Known.Piece resume, Known.Piece letter) {

		/** Nothing. */
		static Filled nothing() {
			return new Filled(null, Known.Piece.NONE, Known.Piece.NONE);
		}

	}

}
