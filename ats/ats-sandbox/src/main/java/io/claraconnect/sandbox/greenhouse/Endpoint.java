package io.claraconnect.sandbox.greenhouse;

import io.claraconnect.sandbox.http.Reply;

/**
 * One v3 endpoint: the scope it needs, whether only site admins may call it, what it
 * does.
 */
record Endpoint(String scope, boolean siteAdminOnly, Action action) {

	/** What an endpoint does once the call is authorised. */
	interface Action {

		Reply perform(Caller caller);

	}

}
