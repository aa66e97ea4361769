package io.claraconnect.dossier;

import java.util.List;
import java.util.Optional;

/** What opening a dossier gave. */
public sealed interface DossierRead {

	/**
	 * The pieces that the reference names, and what was made from them so far.
	 *
	 * @param candidateRef opaque reference of the candidate
	 * @param applicationId the application
	 * @param pieces the pieces, in no particular order
	 */
	record Opened(String candidateRef, String applicationId, List<Material> pieces) implements DossierRead {

		public Opened {
			pieces = List.copyOf(pieces);
		}

		/** The newest piece of a kind. */
		public Optional<Material> newest(MaterialKind kind) {
			return this.pieces.stream()
				.filter((piece) -> piece.kind() == kind)
				.max(java.util.Comparator.comparing(Material::createdAt).thenComparing(Material::version));
		}

	}

	/** Nothing: the person was erased. */
	record Erased() implements DossierRead {
	}

}
