package io.claraconnect.kit.ats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.claraconnect.ats.api.AtsId;
import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.Secret;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads the file with our own apps' credentials at vendors. */
final class PlatformCredentialsFile {

	private PlatformCredentialsFile() {
	}

	static Map<AtsId, Credentials> read(@Nullable Path file) {
		if (file == null) {
			return Map.of();
		}
		Map<String, Map<String, String>> content;
		try {
			content = JsonMapper.builder()
				.build()
				.readValue(Files.readString(file), new TypeReference<Map<String, Map<String, String>>>() {
				});
		}
		catch (IOException | JacksonException _) {
			throw new IllegalStateException("The file " + file + " with platform credentials cannot be read;"
					+ " it must be JSON of the form {\"<ats>\": {\"<field>\": \"<secret>\"}}");
		}
		if (content.values().stream().anyMatch((fields) -> fields == null || fields.containsValue(null))) {
			throw new IllegalStateException(
					"The file " + file + " with platform credentials has a null;" + " leave out what you do not have");
		}
		Map<AtsId, Credentials> credentials = new HashMap<>();
		content.forEach((ats, fields) -> {
			Map<String, Secret> values = new HashMap<>();
			fields.forEach((name, value) -> values.put(name, Secret.of(value)));
			credentials.put(new AtsId(ats), new Credentials(values, null, 0));
		});
		return credentials;
	}

}
