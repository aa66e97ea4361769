package io.claraconnect.instruments.courier;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What somebody on the way, or somebody without the secret, would do to a delivery. */
public enum Tampering {

	/** Nothing. */
	NONE {
		@Override
		Forged of(Arrival arrival, RandomGenerator random) {
			return new Forged(arrival.headers(), arrival.body());
		}
	},

	/**
	 * Another byte in what is signed: anywhere in the body, or in its token where the
	 * vendor signs nothing else.
	 */
	BODY {
		@Override
		Forged of(Arrival arrival, RandomGenerator random) {
			byte[] body = arrival.body().clone();
			Matcher token = TOKEN.matcher(new String(body, StandardCharsets.ISO_8859_1));
			int from = token.find() ? token.start(1) : 0;
			int to = (from > 0) ? token.end(1) : body.length;
			int at = from + random.nextInt(to - from);
			body[at] = (byte) ((body[at] == 'e') ? 'f' : 'e');
			return new Forged(arrival.headers(), body);
		}
	},

	/** A signature of the right form that another secret gave. */
	SECRET {
		@Override
		Forged of(Arrival arrival, RandomGenerator random) {
			StringBuilder made = new StringBuilder();
			random.ints(64, 0, 16).forEach((digit) -> made.append(Character.forDigit(digit, 16)));
			Map<String, List<String>> headers = new LinkedHashMap<>(arrival.headers());
			for (String name : SIGNATURES) {
				headers.computeIfPresent(name,
						(_, values) -> values.stream().map((value) -> signedBy(value, made.toString())).toList());
			}
			return new Forged(headers, inBody(arrival, "\"signature\":\"" + made + "\""));
		}
	},

	/** No signature at all. */
	MISSING {
		@Override
		Forged of(Arrival arrival, RandomGenerator random) {
			Map<String, List<String>> headers = new LinkedHashMap<>(arrival.headers());
			SIGNATURES.forEach(headers::remove);
			return new Forged(headers, inBody(arrival, "\"unsigned\":true"));
		}
	};

	private static final List<String> SIGNATURES = List.of("signature", "tt-signature", "teamtailor-signature");

	private static final Pattern IN_BODY = Pattern.compile("\"signature\"\\s*:\\s*\"[0-9a-f]{64}\"");

	private static final Pattern TOKEN = Pattern.compile("\"token\"\\s*:\\s*\"([^\"]+)\"");

	private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

	abstract Forged of(Arrival arrival, RandomGenerator random);

	private static byte[] inBody(Arrival arrival, String replacement) {
		String text = new String(arrival.body(), StandardCharsets.ISO_8859_1);
		return IN_BODY.matcher(text).replaceAll(replacement).getBytes(StandardCharsets.ISO_8859_1);
	}

	/** In clear, or within Base64. */
	private static String signedBy(String value, String made) {
		if (HEX.matcher(value).find()) {
			return HEX.matcher(value).replaceAll(made);
		}
		String inside = new String(Base64.getDecoder().decode(value), StandardCharsets.ISO_8859_1);
		return Base64.getEncoder()
			.encodeToString(HEX.matcher(inside).replaceAll(made).getBytes(StandardCharsets.ISO_8859_1));
	}

	/**
	 * What is sent instead.
	 *
	 * @param headers by lower-case name
	 * @param body the raw bytes
	 */
	record Forged(Map<String, List<String>> headers, byte[] body) {

	}

}
