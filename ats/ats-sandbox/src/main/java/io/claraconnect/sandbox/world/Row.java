package io.claraconnect.sandbox.world;

/** Anything an account keeps in a {@link Table}. */
public interface Row {

	/** Returns the id, unique in its table and in the style of the vendor. */
	String id();

}
