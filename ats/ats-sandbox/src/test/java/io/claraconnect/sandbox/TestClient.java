package io.claraconnect.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

import io.claraconnect.sandbox.http.Json;
import tools.jackson.databind.JsonNode;

/** Calls the sandbox as a client of its control API or of a vendor's API. */
final class TestClient implements AutoCloseable {

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final String base;

	TestClient(SandboxServer server) {
		this.base = "http://127.0.0.1:" + server.port();
	}

	String base() {
		return this.base;
	}

	JsonNode control(String method, String path, String body) {
		Answer answer = call(method, "/control" + path, body);
		if (answer.status() >= 300) {
			throw new AssertionError(method + " " + path + " -> " + answer.status() + " " + answer.body());
		}
		return answer.body().isEmpty() ? Json.object() : answer.json();
	}

	Answer call(String method, String address, String body, String... headers) {
		try {
			return send(method, address, body, headers);
		}
		catch (IOException ex) {
			return new Answer(0, String.valueOf(ex.getMessage()), null);
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	private Answer send(String method, String address, String body, String... headers)
			throws IOException, InterruptedException {
		String url = address.startsWith("http") ? address : this.base + address;
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
			.timeout(Duration.ofSeconds(20))
			.method(method,
					body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
		for (int i = 0; i < headers.length; i += 2) {
			request.header(headers[i], headers[i + 1]);
		}
		HttpResponse<String> response = this.client.send(request.build(),
				HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
		return new Answer(response.statusCode(), response.body(), response);
	}

	static String basic(String user, String password) {
		return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public void close() {
		this.client.shutdownNow();
	}

	/** An answer; status 0 if the connection ended without one. */
	record Answer(int status, String body, HttpResponse<String> response) {

		JsonNode json() {
			return Json.MAPPER.readTree(this.body);
		}

		String header(String name) {
			return this.response.headers().firstValue(name).orElse("");
		}

	}

}
