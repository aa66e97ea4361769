package io.claraconnect.ats.lever;

import java.util.Base64;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.http.Json;
import org.jspecify.annotations.Nullable;

/** What Lever's access token says about its account. Pure. */
final class LeverToken {

	private static final String ACCOUNT = "https://oauth.lever.co/accountId";

	private LeverToken() {
	}

	/**
	 * The account that the token opens, or null for an API key or an unreadable token.
	 * The token came from Lever's own endpoint, so its signature is Lever's business.
	 */
	static @Nullable String accountId(Credentials credentials) {
		Secret token = credentials.values().get(LeverConsent.ACCESS_TOKEN);
		String[] parts = (token != null) ? token.reveal().split("\\.", -1) : new String[0];
		if (parts.length != 3) {
			return null;
		}
		try {
			return Json.answer(Base64.getUrlDecoder().decode(parts[1])).text(ACCOUNT).orElse(null);
		}
		catch (IllegalArgumentException | AtsException _) {
			return null;
		}
	}

}
