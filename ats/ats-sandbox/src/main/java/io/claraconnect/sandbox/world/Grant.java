package io.claraconnect.sandbox.world;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Something OAuth handed out; its id is the secret value itself. */
public record Grant(String id, Kind kind, @Nullable String userId, List<String> scopes, Map<String, String> attributes,
		Instant expiresAt) implements Row {

	/** What a grant is good for. */
	public enum Kind {

		/** Opens the API. */
		ACCESS,
		/** Renews an access token. */
		REFRESH,
		/** Is exchanged once after consent. */
		CODE

	}

}
