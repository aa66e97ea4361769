package io.claraconnect.ats.teamtailor;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.http.JsonBody;
import io.claraconnect.ats.http.WebhookSignatures;

/**
 * The Integration Key in a call of Teamtailor. It is the bearer itself while our
 * marketplace page has no form fields, and the claim {@code default_key} of a JWT signed
 * with our partner API key once it has some; customers keep sending the first form until
 * they save the page again, so both are read. Pure.
 */
final class TeamtailorBearer {

	private static final Pattern KEY = Pattern.compile("[A-Za-z0-9-]{16,64}");

	private final List<Secret> partnerKeys;

	TeamtailorBearer(List<Secret> partnerKeys) {
		this.partnerKeys = List.copyOf(partnerKeys);
	}

	Optional<Secret> integrationKey(String authorization) {
		if (authorization.length() > 4096 || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
			return Optional.empty();
		}
		String token = authorization.substring(7).strip();
		if (KEY.matcher(token).matches()) {
			return Optional.of(Secret.of(token));
		}
		String[] parts = token.split("\\.", -1);
		return (parts.length == 3) ? fromJwt(parts[0], parts[1], parts[2]) : Optional.empty();
	}

	private Optional<Secret> fromJwt(String header, String claims, String signature) {
		try {
			byte[] given = Base64.getUrlDecoder().decode(signature);
			byte[] signed = TeamtailorSignature.utf8(header + "." + claims);
			boolean authentic = false;
			for (Secret key : this.partnerKeys) {
				authentic |= MessageDigest.isEqual(WebhookSignatures.hmacSha256(key, signed), given);
			}
			JsonBody algorithm = TeamtailorBody.read(Base64.getUrlDecoder().decode(header));
			JsonBody values = TeamtailorBody.read(Base64.getUrlDecoder().decode(claims));
			if (!authentic || algorithm == null || values == null
					|| !"HS256".equals(algorithm.text("alg").orElse(""))) {
				return Optional.empty();
			}
			return values.text("default_key").filter((key) -> KEY.matcher(key).matches()).map(Secret::of);
		}
		catch (IllegalArgumentException _) {
			return Optional.empty();
		}
	}

}
