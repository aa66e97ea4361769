package io.claraconnect.ats.teamtailor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.http.WebhookSignatures;

/**
 * A signature of the form {@code t=<unix seconds>,v1=<hex>,v0=<decoy>}: read by name, in
 * any order, unknown schemes ignored. Pure.
 *
 * @param timestamp the text of {@code t}, empty when it is missing or stands twice
 * @param schemes the values of every other name
 */
record TeamtailorSignature(String timestamp, Map<String, List<String>> schemes) {

	private static final Duration WINDOW = Duration.ofSeconds(300);

	static TeamtailorSignature parse(String text) {
		Map<String, List<String>> values = new TreeMap<>();
		for (String part : text.split(",", 32)) {
			int split = part.indexOf('=');
			if (split > 0) {
				values.computeIfAbsent(part.substring(0, split).strip(), (_) -> new ArrayList<>())
					.add(part.substring(split + 1).strip());
			}
		}
		List<String> times = values.getOrDefault("t", List.of());
		return new TeamtailorSignature((times.size() == 1) ? times.get(0) : "", values);
	}

	/** Whether it was signed less than five minutes before or after. */
	boolean fresh(Instant receivedAt) {
		if (!this.timestamp.matches("[0-9]{1,12}")) {
			return false;
		}
		Instant signedAt = Instant.ofEpochSecond(Long.parseLong(this.timestamp));
		return Duration.between(signedAt, receivedAt).abs().compareTo(WINDOW) <= 0;
	}

	/** Whether a value of the scheme is the digest of the bytes, in constant time. */
	boolean matches(String scheme, Secret key, byte[]... signed) {
		byte[] expected = hex(key, signed).getBytes(StandardCharsets.UTF_8);
		boolean matches = false;
		for (String value : this.schemes.getOrDefault(scheme, List.of())) {
			matches |= MessageDigest.isEqual(expected, value.getBytes(StandardCharsets.UTF_8));
		}
		return matches;
	}

	/** Lower-case hex of the HMAC-SHA256 over the parts one after another. */
	static String hex(Secret key, byte[]... parts) {
		return HexFormat.of().formatHex(WebhookSignatures.hmacSha256(key, parts));
	}

	static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
