package io.claraconnect.ats.api;

/**
 * What a connector can do beyond reading. What is not declared fails with
 * {@link AtsException.Category#UNSUPPORTED}.
 */
public enum Capability {

	/** Add a private note to an application or its candidate. */
	WRITE_NOTE,
	/** Replace the text of a note that was written by the platform. */
	EDIT_NOTE,
	/** Remove a note that was written by the platform. */
	DELETE_NOTE,
	/** Add and remove single tags without touching the tags of others. */
	WRITE_TAG,
	/** Move an application to another stage of its job. */
	MOVE_STAGE,
	/** Reject an application with a reason. */
	REJECT,
	/** Name the person of the ATS on whose behalf a write is made. */
	ACTING_USER,
	/** Create and remove webhooks through the API. */
	WEBHOOK_REGISTRATION,
	/** Authorise by the vendor's consent page (OAuth 2.0 authorization code). */
	CONSENT_PAGE

}
