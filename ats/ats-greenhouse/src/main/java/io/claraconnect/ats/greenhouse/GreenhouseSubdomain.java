package io.claraconnect.ats.greenhouse;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a subdomain in every form people type it: {@code https://acme},
 * {@code https://acme.greenhouse.io/dashboard}, {@code acme.greenhouse.io}, {@code acme}.
 * No call needs it: the API has one host for all.
 */
final class GreenhouseSubdomain {

	private static final Pattern FORM = Pattern
		.compile("(?:https?://)?([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)(?:\\.greenhouse\\.io)?(?:[/?#].*)?");

	private GreenhouseSubdomain() {
	}

	/** The bare name; empty when there is none in the text. */
	static Optional<String> of(String text) {
		Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
		return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
	}

}
