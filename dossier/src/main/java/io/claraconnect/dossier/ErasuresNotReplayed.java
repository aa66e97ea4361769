package io.claraconnect.dossier;

/**
 * Refusal to touch personal data before this process has replayed who was erased. Passes
 * by itself; to be tried again.
 */
public final class ErasuresNotReplayed extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ErasuresNotReplayed() {
		super("Erasures are being replayed", null, false, false);
	}

}
