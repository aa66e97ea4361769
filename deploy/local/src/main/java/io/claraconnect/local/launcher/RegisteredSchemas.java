package io.claraconnect.local.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.claraconnect.local.StackFailed;
import org.apache.avro.Schema;
import tools.jackson.databind.json.JsonMapper;

/**
 * Schemas by their id, as the registry's Confluent-compatible API gives them.
 */
final class RegisteredSchemas {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final Map<Integer, Schema> known = new HashMap<>();

	private final String registryUrl;

	RegisteredSchemas(String registryUrl) {
		this.registryUrl = registryUrl;
	}

	Schema byId(int id) {
		return this.known.computeIfAbsent(id, this::fetch);
	}

	private Schema fetch(int id) {
		URI address = URI.create(this.registryUrl + "/schemas/ids/" + id);
		try {
			HttpResponse<String> response = this.http.send(HttpRequest.newBuilder(address).timeout(LIMIT).build(),
					HttpResponse.BodyHandlers.ofString());
			if (response.statusCode() != 200) {
				throw new StackFailed("The registry answers " + response.statusCode() + " for schema " + id + ".");
			}
			return new Schema.Parser().parse(this.mapper.readTree(response.body()).path("schema").stringValue());
		}
		catch (IOException ex) {
			throw new StackFailed("The registry at " + this.registryUrl + " cannot be reached: is the stack up?", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new StackFailed("Interrupted while asking for schema " + id + ".", ex);
		}
	}

}
