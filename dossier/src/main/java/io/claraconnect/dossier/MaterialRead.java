package io.claraconnect.dossier;

/** What a read of one piece gave. */
public sealed interface MaterialRead {

	/** The piece. */
	record Found(Material material) implements MaterialRead {
	}

	/**
	 * Nothing: references are only ever made for what is kept, so what a reference no
	 * longer leads to was erased.
	 */
	record Erased() implements MaterialRead {
	}

}
