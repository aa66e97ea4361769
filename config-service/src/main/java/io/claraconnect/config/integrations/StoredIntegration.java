package io.claraconnect.config.integrations;

import java.time.Instant;
import java.util.Map;

import io.claraconnect.ats.api.AtsId;
import org.jspecify.annotations.Nullable;

/**
 * One connection, without any secret.
 *
 * @param organisationId the organisation
 * @param integrationId its id
 * @param ats the kind of ATS
 * @param caption the name that the admin gave it
 * @param state whether the platform works for it
 * @param settings what is not secret, by field name
 * @param account the vendor's account it is bound to
 * @param rules what the admin set
 * @param credentialRevision revision of its credentials; 0 without any
 * @param revision grows with every change
 * @param createdAt when it was made
 * @param updatedAt when it changed
 */
public record StoredIntegration(String organisationId, String integrationId, AtsId ats, String caption, State state,
		Map<String, String> settings, Account account, Rules rules, long credentialRevision, long revision,
		Instant createdAt, Instant updatedAt) {

	public StoredIntegration {
		settings = Map.copyOf(settings);
	}

	/** The same with another state. */
	public StoredIntegration in(State newState) {
		return new StoredIntegration(this.organisationId, this.integrationId, this.ats, this.caption, newState,
				this.settings, this.account, this.rules, this.credentialRevision, this.revision, this.createdAt,
				this.updatedAt);
	}

	/** The same bound to an account. */
	public StoredIntegration with(Account newAccount) {
		return new StoredIntegration(this.organisationId, this.integrationId, this.ats, this.caption, this.state,
				this.settings, newAccount, this.rules, this.credentialRevision, this.revision, this.createdAt,
				this.updatedAt);
	}

	/** The same with other rules and another caption. */
	public StoredIntegration with(String newCaption, Rules newRules) {
		return new StoredIntegration(this.organisationId, this.integrationId, this.ats, newCaption, this.state,
				this.settings, this.account, newRules, this.credentialRevision, this.revision, this.createdAt,
				this.updatedAt);
	}

	/** The same with newer credentials. */
	public StoredIntegration withCredentials(long newRevision) {
		return new StoredIntegration(this.organisationId, this.integrationId, this.ats, this.caption, this.state,
				this.settings, this.account, this.rules, newRevision, this.revision, this.createdAt, this.updatedAt);
	}

	StoredIntegration changed(long newRevision, Instant now) {
		return new StoredIntegration(this.organisationId, this.integrationId, this.ats, this.caption, this.state,
				this.settings, this.account, this.rules, this.credentialRevision, newRevision, this.createdAt, now);
	}

	/** Whether the platform works for a connection. */
	public enum State {

		/** Being set up. */
		NOT_LINKED,
		/** Works. */
		CONNECTED,
		/** An admin paused it. */
		PAUSED,
		/** The vendor no longer accepts the credentials; a person must connect again. */
		REAUTHORISE,
		/** Removed. */
		DISCONNECTED

	}

	/**
	 * The account at the vendor.
	 *
	 * @param id the vendor's id, or null before the first good test
	 * @param name the vendor's name of it, or null
	 */
	public record Account(@Nullable String id, @Nullable String name) {

	}

	/**
	 * What the admin set.
	 *
	 * @param threshold from this score on a candidate is pre-qualified, 0 to 100
	 * @param writeNotes whether scores are written as notes
	 * @param writeTags whether the band is written as a tag
	 * @param moveStages whether a status may move an application
	 * @param writesPerHour cap on writes per hour, 0 for none
	 */
	public record Rules(int threshold, boolean writeNotes, boolean writeTags, boolean moveStages, int writesPerHour) {

		/** The safe defaults: notes and tags, no moves, capped. */
		public static Rules safe() {
			return new Rules(70, true, true, false, 500);
		}

	}

}
