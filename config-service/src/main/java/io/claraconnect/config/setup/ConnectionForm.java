package io.claraconnect.config.setup;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.ConnectorDescriptor;
import io.claraconnect.ats.api.CredentialField;

/**
 * Checks what an admin entered against what a connector needs; pure. The findings repeat
 * no value.
 */
final class ConnectionForm {

	private static final int LONGEST = 8_192;

	private ConnectionForm() {
	}

	/** What is wrong, one sentence each; empty when nothing is. */
	static List<String> check(ConnectorDescriptor descriptor, Map<String, String> settings,
			Map<String, String> credentials, Set<URI> allowedOrigins) {
		List<String> wrong = new ArrayList<>();
		for (CredentialField field : descriptor.fields()) {
			String value = (field.secret() ? credentials : settings).get(field.name());
			if (field.required() && (value == null || value.isBlank())) {
				wrong.add("'" + field.name() + "' (" + field.label() + ") is missing: " + field.help());
			}
		}
		settings.keySet().forEach((name) -> unknown(descriptor, name, false).ifPresent(wrong::add));
		credentials.keySet().forEach((name) -> unknown(descriptor, name, true).ifPresent(wrong::add));
		if (settings.values().stream().anyMatch((value) -> value.length() > LONGEST)
				|| credentials.values().stream().anyMatch((value) -> value.length() > LONGEST)) {
			wrong.add("A value is longer than " + LONGEST + " characters.");
		}
		String baseUrl = settings.get(Connection.BASE_URL);
		if (baseUrl != null && !baseUrl.isBlank() && !allowed(baseUrl, allowedOrigins)) {
			wrong.add("'baseUrl' names an origin that this installation does not allow; leave it out, or have the"
					+ " operator add the origin to CLARA_ATS_ALLOWED_ORIGINS.");
		}
		return wrong;
	}

	private static Optional<String> unknown(ConnectorDescriptor descriptor, String name, boolean asSecret) {
		if (!asSecret && name.equals(Connection.BASE_URL)) {
			return Optional.empty();
		}
		for (CredentialField field : descriptor.fields()) {
			if (field.name().equals(name)) {
				return (field.secret() == asSecret) ? Optional.empty()
						: Optional.of("'" + name + "' belongs into '" + (asSecret ? "settings" : "credentials") + "'.");
			}
		}
		return Optional.of("This ATS has no field '" + (name.matches("[A-Za-z0-9_.-]{1,40}") ? name : "?") + "'.");
	}

	private static boolean allowed(String baseUrl, Set<URI> allowedOrigins) {
		try {
			URI uri = new URI(baseUrl);
			// Events carry the settings: nothing that could be a key belongs into an
			// address.
			boolean bare = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
			return bare && allowedOrigins.stream()
				.anyMatch((origin) -> origin.getScheme().equalsIgnoreCase(String.valueOf(uri.getScheme()))
						&& origin.getHost().equalsIgnoreCase(String.valueOf(uri.getHost()))
						&& origin.getPort() == uri.getPort());
		}
		catch (java.net.URISyntaxException _) {
			return false;
		}
	}

}
