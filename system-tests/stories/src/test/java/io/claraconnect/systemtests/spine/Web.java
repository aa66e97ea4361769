package io.claraconnect.systemtests.spine;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON over HTTP with a bearer token, which the sandbox does not look at. */
final class Web implements AutoCloseable {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final HttpClient client = HttpClient.newHttpClient();

	private final String token;

	Web(String token) {
		this.token = token;
	}

	JsonNode get(String address) {
		return call("GET", address, Map.of());
	}

	JsonNode post(String address, Map<String, ?> body) {
		return call("POST", address, body);
	}

	private JsonNode call(String method, String address, Map<String, ?> body) {
		HttpRequest request = HttpRequest.newBuilder(URI.create(address))
			.header("Authorization", "Bearer " + this.token)
			.header("Content-Type", "application/json")
			.method(method,
					method.equals("GET") ? BodyPublishers.noBody()
							: BodyPublishers.ofString(JSON.writeValueAsString(body)))
			.build();
		try {
			HttpResponse<String> answer = this.client.send(request, BodyHandlers.ofString());
			if (answer.statusCode() >= 300) {
				throw new AssertionError(method + " " + address + " -> " + answer.statusCode() + " " + answer.body());
			}
			return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
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
