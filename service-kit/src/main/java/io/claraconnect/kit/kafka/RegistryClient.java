package io.claraconnect.kit.kafka;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A schema registry over the Confluent REST API, known by its URL alone. Calls block the
 * calling thread. What was found is remembered for ever, since ids never change their
 * meaning; what was not found is asked again. Safe for use by many threads. See
 * <a href="https://docs.confluent.io/platform/current/schema-registry/develop/api.html">
 * the API</a> (2026-11-21).
 */
public final class RegistryClient implements AutoCloseable {

	private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

	private static final JsonMapper JSON = JsonMapper.shared();

	private final RegistrySettings settings;

	private final HttpClient http;

	private final Map<Integer, Schema> byId = new ConcurrentHashMap<>();

	private final Map<SubjectAndSchema, Integer> ids = new ConcurrentHashMap<>();

	/**
	 * Makes a client; calls nothing.
	 * @param settings which registry
	 */
	public RegistryClient(RegistrySettings settings) {
		this.settings = settings;
		this.http = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.connectTimeout(settings.timeout())
			.build();
	}

	/**
	 * Finds the schema that an id stands for.
	 * @param id an id from the wire
	 * @return the schema
	 * @throws SchemaUnknown if the registry answers that it has none
	 * @throws RegistryUnavailable if it gives no usable answer
	 */
	public Schema schemaById(int id) {
		Schema known = this.byId.get(id);
		if (known == null) {
			JsonNode answer = call("GET", "/schemas/ids/" + id, null);
			known = parse(answer.path("schema").asString(""));
			this.byId.put(id, known);
		}
		return known;
	}

	/**
	 * Finds the id under which a schema is registered; registers nothing.
	 * @param subject a subject
	 * @param schema a schema, with or without the hints of generated Java classes
	 * @return the id
	 * @throws SchemaUnknown if the subject has no such schema
	 * @throws RegistryUnavailable if the registry gives no usable answer
	 */
	public int idOf(String subject, Schema schema) {
		SubjectAndSchema key = new SubjectAndSchema(subject, schema);
		Integer known = this.ids.get(key);
		if (known == null) {
			known = idOfNow(subject, schema);
			this.ids.put(key, known);
		}
		return known;
	}

	/**
	 * Asks again what {@link #idOf} may remember: the registry could have lost it.
	 */
	int idOfNow(String subject, Schema schema) {
		return id(call("POST", "/subjects/" + encoded(subject), body(schema)));
	}

	/**
	 * Registers a schema unless it is registered already.
	 * @param subject a subject
	 * @param schema a schema
	 * @return its id, old or new
	 * @throws SchemaRefused if it is incompatible with the subject's earlier versions
	 * @throws RegistryUnavailable if the registry gives no usable answer
	 */
	public int register(String subject, Schema schema) {
		return id(call("POST", "/subjects/" + encoded(subject) + "/versions", body(schema)));
	}

	/**
	 * Sets the compatibility that the registry demands of new versions of a subject.
	 * @param subject a subject; some registries demand that it exists
	 * @param level a level such as {@code BACKWARD_TRANSITIVE}
	 * @throws SchemaUnknown if the registry demands that the subject exists
	 * @throws RegistryUnavailable if the registry gives no usable answer
	 */
	public void setCompatibility(String subject, String level) {
		call("PUT", "/config/" + encoded(subject), JSON.writeValueAsString(Map.of("compatibility", level)));
	}

	/**
	 * Asks whether the registry answers at all.
	 * @throws RegistryUnavailable if not
	 */
	public void ping() {
		call("GET", "/subjects", null);
	}

	@Override
	public void close() {
		this.http.shutdownNow();
	}

	private JsonNode call(String method, String path, @Nullable String body) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base() + path))
			.timeout(this.settings.timeout())
			.header("Accept", MEDIA_TYPE + ", application/json")
			.header("Content-Type", MEDIA_TYPE)
			.method(method,
					(body != null) ? HttpRequest.BodyPublishers.ofString(body) : HttpRequest.BodyPublishers.noBody());
		if (this.settings.user() != null && this.settings.password() != null) {
			String login = this.settings.user() + ':' + this.settings.password();
			request.header("Authorization",
					"Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
		}
		try {
			HttpResponse<String> response = this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
			return judge(response.statusCode(), JSON.readTree(response.body()));
		}
		catch (IOException | JacksonException ex) {
			throw new RegistryUnavailable("The schema registry gives no usable answer.", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new RegistryUnavailable("Interrupted while asking the schema registry.", ex);
		}
	}

	/**
	 * A 404 counts only with an error code of the API: a proxy's page knows no schemas.
	 */
	private static JsonNode judge(int status, JsonNode answer) {
		int code = answer.path("error_code").asInt(0);
		if (status / 100 == 2) {
			return answer;
		}
		if (status == 404 && code >= 40401 && code <= 40408) {
			throw new SchemaUnknown("The schema registry has no such schema or subject (" + code + ").");
		}
		if (status == 409 || (status == 422 && code >= 42201)) {
			throw new SchemaRefused(answer.path("message").asString("refused with status " + status));
		}
		throw new RegistryUnavailable("The schema registry answered with status " + status + ".");
	}

	private String base() {
		String url = this.settings.url().toString();
		return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
	}

	private static int id(JsonNode answer) {
		if (!answer.path("id").isInt()) {
			throw new RegistryUnavailable("The schema registry answered without an id.");
		}
		return answer.path("id").asInt();
	}

	private static Schema parse(String text) {
		try {
			return new Schema.Parser().parse(text);
		}
		catch (AvroRuntimeException ex) {
			throw new SchemaUnknown("The id does not stand for an Avro schema.");
		}
	}

	private static String body(Schema schema) {
		return JSON.writeValueAsString(Map.of("schema", RegisteredForm.of(schema).toString()));
	}

	private static String encoded(String subject) {
		return URLEncoder.encode(subject, StandardCharsets.UTF_8);
	}

	private record SubjectAndSchema(String subject, Schema schema) {

	}

}
