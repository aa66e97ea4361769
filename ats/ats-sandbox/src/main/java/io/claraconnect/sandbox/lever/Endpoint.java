package io.claraconnect.sandbox.lever;

import io.claraconnect.sandbox.http.Reply;

/** One endpoint: the scope it needs, without the ending, and what it does. */
record Endpoint(String scope, Action action) {

	/** What an endpoint does once the call is authorised. */
	interface Action {

		Reply perform(Caller caller);

	}

}
