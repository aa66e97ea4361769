package io.claraconnect.local.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

import io.claraconnect.local.StackFailed;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON over HTTP to one program of the stack; follows no redirect. */
final class Calls implements AutoCloseable {

	static final JsonMapper JSON = JsonMapper.builder().build();

	private static final Duration LIMIT = Duration.ofSeconds(90);

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(5))
		.build();

	private final String name;

	private final String base;

	private final @Nullable String token;

	/**
	 * Calls one program.
	 * @param name what people know it as
	 * @param base address without trailing slash
	 * @param token bearer token, or null where none is asked
	 */
	Calls(String name, String base, @Nullable String token) {
		this.name = name;
		this.base = base;
		this.token = token;
	}

	JsonNode get(String path) {
		return expect("GET", path, null);
	}

	JsonNode post(String path, @Nullable JsonNode body) {
		return expect("POST", path, body);
	}

	JsonNode put(String path, @Nullable JsonNode body) {
		return expect("PUT", path, body);
	}

	void delete(String path) {
		expect("DELETE", path, null);
	}

	private JsonNode expect(String method, String path, @Nullable JsonNode body) {
		Answer answer = send(method, path, body);
		if (answer.status() >= 300) {
			throw new StackFailed(this.name + " answered " + answer.status() + " to " + method + " "
					+ path.replaceAll("\\?.*", "") + ": " + answer.reason());
		}
		return answer.body();
	}

	/** Sends and gives whatever is answered. */
	Answer send(String method, String path, @Nullable JsonNode body) {
		URI address = URI.create(path.startsWith("http") ? path : this.base + path);
		HttpRequest.Builder request = HttpRequest.newBuilder(address)
			.timeout(LIMIT)
			.header("Accept", "application/json, text/html;q=0.5")
			.method(method, (body != null) ? HttpRequest.BodyPublishers.ofString(body.toString())
					: HttpRequest.BodyPublishers.noBody());
		if (body != null) {
			request.header("Content-Type", "application/json");
		}
		if (this.token != null && address.toString().startsWith(this.base)) {
			request.header("Authorization", "Bearer " + this.token);
		}
		try {
			HttpResponse<String> response = this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
			return new Answer(response.statusCode(), parse(response.body()), response.headers().firstValue("Location"));
		}
		catch (IOException ex) {
			throw new StackFailed(this.name + " at " + this.base + " cannot be reached: " + ex, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new StackFailed("Interrupted while calling " + this.name + ".", ex);
		}
	}

	private static JsonNode parse(String text) {
		try {
			return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
		}
		catch (JacksonException ex) {
			return MissingNode.getInstance();
		}
	}

	static ObjectNode object() {
		return JSON.createObjectNode();
	}

	@Override
	public void close() {
		this.http.close();
	}

	/**
	 * An answer.
	 *
	 * @param status HTTP status
	 * @param body JSON, or a missing node
	 * @param location where it redirects to
	 */
	record Answer(int status, JsonNode body, Optional<String> location) {

		String reason() {
			for (String field : new String[] { "detail", "error", "title" }) {
				if (this.body.path(field).isString()) {
					return this.body.path(field).stringValue();
				}
			}
			return "no reason given";
		}

	}

}
