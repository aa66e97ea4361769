package io.claraconnect.sandbox.world;

/** Something was addressed by an id that does not exist (any more). */
public final class NoSuchRow extends RuntimeException {

	NoSuchRow(String kind, String id) {
		super("There is no " + kind + " " + id);
	}

}
