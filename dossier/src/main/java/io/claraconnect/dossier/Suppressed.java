package io.claraconnect.dossier;

/**
 * Refusal to keep or do anything for a person who was erased. Not worth a retry. Names
 * nobody.
 */
public final class Suppressed extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** A refusal. */
	public Suppressed() {
		super("This person was erased: nothing may be kept, scored or written", null, false, false);
	}

}
