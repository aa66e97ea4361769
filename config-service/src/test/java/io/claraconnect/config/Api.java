package io.claraconnect.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the service as its callers do, and remembers every answer to a GET. */
final class Api {

	static final String TOKEN = "admin-token-of-this-test-0123456789";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	final List<String> readAnswers = new CopyOnWriteArrayList<>();

	private final HttpClient client = HttpClient.newHttpClient();

	private final int port;

	private final @Nullable String token;

	private final String organisation;

	Api(int port, @Nullable String token, String organisation) {
		this.port = port;
		this.token = token;
		this.organisation = organisation;
	}

	Answer get(String path) {
		Answer answer = send("GET", path, null, Map.of());
		this.readAnswers.add(answer.text());
		return answer;
	}

	Answer post(String path, Object body) {
		return send("POST", path, body, Map.of());
	}

	Answer send(String method, String path, @Nullable Object body, Map<String, String> headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.header("Content-Type", "application/json")
			.header("X-Organisation", this.organisation)
			.method(method, (body != null) ? HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))
					: HttpRequest.BodyPublishers.noBody());
		if (this.token != null) {
			request.header("Authorization", "Bearer " + this.token);
		}
		headers.forEach(request::header);
		try {
			HttpResponse<String> response = this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
			return new Answer(response.statusCode(), response.body(), response.headers().firstValue("ETag").orElse(""));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** An answer. */
	record Answer(int status, String text, String etag) {

		JsonNode json() {
			return JSON.readTree(this.text);
		}

		String text(String pointer) {
			return json().at(pointer).asString();
		}

	}

}
