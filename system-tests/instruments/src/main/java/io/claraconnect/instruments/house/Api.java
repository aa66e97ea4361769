package io.claraconnect.instruments.house;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON over HTTP to one program; follows no redirect. */
public final class Api {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final Duration LIMIT = Duration.ofSeconds(90);

	private static final HttpClient HTTP = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(5))
		.build();

	private final String name;

	private final String base;

	private final @Nullable String token;

	private final String organisation;

	/**
	 * Calls one program.
	 * @param name what it is called in messages
	 * @param base address without trailing slash
	 * @param token bearer token, or null where none is asked
	 */
	public Api(String name, String base, @Nullable String token) {
		this(name, base, token, "default");
	}

	private Api(String name, String base, @Nullable String token, String organisation) {
		this.name = name;
		this.base = base;
		this.token = token;
		this.organisation = organisation;
	}

	/**
	 * Calls on behalf of an organisation.
	 * @param id the organisation
	 * @return calls with the same token
	 */
	public Api of(String id) {
		return new Api(this.name, this.base, this.token, id);
	}

	/**
	 * Gives the address.
	 * @return without trailing slash
	 */
	public String base() {
		return this.base;
	}

	/**
	 * Gets.
	 * @param path path and query
	 * @return the answer
	 */
	public JsonNode get(String path) {
		return expect("GET", path, null);
	}

	/**
	 * Posts.
	 * @param path path and query
	 * @param body the body, or null
	 * @return the answer
	 */
	public JsonNode post(String path, @Nullable JsonNode body) {
		return expect("POST", path, body);
	}

	/**
	 * Puts.
	 * @param path path and query
	 * @param body the body, or null
	 * @return the answer
	 */
	public JsonNode put(String path, @Nullable JsonNode body) {
		return expect("PUT", path, body);
	}

	/**
	 * Patches.
	 * @param path path and query
	 * @param body the body
	 * @return the answer
	 */
	public JsonNode patch(String path, JsonNode body) {
		return expect("PATCH", path, body);
	}

	/**
	 * Deletes.
	 * @param path path and query
	 */
	public void delete(String path) {
		expect("DELETE", path, null);
	}

	/**
	 * Gets text.
	 * @param path path and query
	 * @return the body of a 200
	 */
	public String text(String path) {
		HttpResponse<String> response = exchange("GET", path, null);
		if (response.statusCode() != 200) {
			throw new IllegalStateException(this.name + " answered " + response.statusCode() + " to GET " + path);
		}
		return response.body();
	}

	private JsonNode expect(String method, String path, @Nullable JsonNode body) {
		Answer answer = send(method, path, body);
		if (answer.status() >= 300) {
			throw new IllegalStateException(this.name + " answered " + answer.status() + " to " + method + " "
					+ path.replaceAll("\\?.*", "") + ": " + answer.reason());
		}
		return answer.body();
	}

	/**
	 * Sends, and gives whatever is answered.
	 * @param method HTTP method
	 * @param path path and query, or a whole address; the token goes to this program only
	 * @param body the body, or null
	 * @return the answer
	 */
	public Answer send(String method, String path, @Nullable JsonNode body) {
		HttpResponse<String> response = exchange(method, path, body);
		return new Answer(response.statusCode(), parse(response.body()), response.headers().firstValue("Location"));
	}

	private HttpResponse<String> exchange(String method, String path, @Nullable JsonNode body) {
		URI address = URI.create(path.startsWith("http") ? path : this.base + path);
		HttpRequest.Builder request = HttpRequest.newBuilder(address)
			.timeout(LIMIT)
			.header("Accept", "application/json, text/plain;q=0.9, text/html;q=0.5")
			.method(method, (body != null) ? HttpRequest.BodyPublishers.ofString(body.toString())
					: HttpRequest.BodyPublishers.noBody());
		if (body != null) {
			request.header("Content-Type", "application/json");
		}
		if (this.token != null && address.toString().startsWith(this.base)) {
			request.header("Authorization", "Bearer " + this.token).header("X-Organisation", this.organisation);
		}
		try {
			return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException(this.name + " at " + this.base + " cannot be reached: " + ex, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while calling " + this.name, ex);
		}
	}

	private static JsonNode parse(String text) {
		try {
			return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
		}
		catch (JacksonException _) {
			return MissingNode.getInstance();
		}
	}

	/**
	 * An empty object to fill.
	 * @return a new object
	 */
	public static ObjectNode object() {
		return JSON.createObjectNode();
	}

	/**
	 * An answer.
	 *
	 * @param status HTTP status
	 * @param body JSON, or a missing node
	 * @param location where it redirects to
	 */
	public record Answer(int status, JsonNode body, Optional<String> location) {

		/**
		 * Finds why something was refused.
		 * @return a sentence
		 */
		public String reason() {
			for (String field : new String[] { "detail", "error", "title" }) {
				if (this.body.path(field).isString()) {
					return this.body.path(field).stringValue();
				}
			}
			return "no reason given";
		}

	}

}
