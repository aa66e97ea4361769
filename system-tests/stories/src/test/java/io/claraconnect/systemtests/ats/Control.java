package io.claraconnect.systemtests.ats;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people do at the vendor, over the sandbox's control API. */
final class Control implements AutoCloseable {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final HttpClient client = HttpClient.newHttpClient();

	private final String base;

	Control(int port) {
		this.base = "http://127.0.0.1:" + port + "/control";
	}

	JsonNode get(String path) {
		return call("GET", path, Map.of());
	}

	JsonNode post(String path, Map<String, ?> body) {
		return call("POST", path, body);
	}

	JsonNode call(String method, String path, Map<String, ?> body) {
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.base + path))
			.method(method, BodyPublishers.ofString(MAPPER.writeValueAsString(body)))
			.build();
		try {
			var answer = this.client.send(request, BodyHandlers.ofString());
			if (answer.statusCode() >= 300) {
				throw new AssertionError(method + " " + path + " -> " + answer.statusCode() + " " + answer.body());
			}
			return answer.body().isEmpty() ? MAPPER.createObjectNode() : MAPPER.readTree(answer.body());
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
	}

	@Override
	public void close() {
		this.client.shutdownNow();
	}

}
