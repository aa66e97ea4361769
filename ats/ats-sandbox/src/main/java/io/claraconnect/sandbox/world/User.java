package io.claraconnect.sandbox.world;

/** A person, or a service account, that works in the ATS. */
public record User(String id, String firstName, String lastName, String email, boolean siteAdmin, boolean active,
		boolean serviceAccount) implements Row {

	/** Returns the name as the ATS shows it. */
	public String name() {
		return (this.firstName + " " + this.lastName).strip();
	}

}
