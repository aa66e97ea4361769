package io.claraconnect.sandbox;

import java.io.IOException;
import java.nio.file.Path;

import io.claraconnect.sandbox.TestClient.Answer;
import tools.jackson.databind.JsonNode;

/** A sandbox with one Greenhouse account, and somebody who works in it. */
final class GreenhouseAccount implements AutoCloseable {

	final TestTime time = new TestTime();

	final SandboxServer server;

	final TestClient client;

	final JsonNode account;

	GreenhouseAccount() throws IOException {
		this(null);
	}

	GreenhouseAccount(Path directory) throws IOException {
		this.server = SandboxServer.start("127.0.0.1", 0, directory, this.time);
		this.client = new TestClient(this.server);
		this.account = this.client.control("POST", "/greenhouse/accounts", "{}");
	}

	String id() {
		return this.account.path("id").asString();
	}

	String connection(String name) {
		return this.account.path("connection").path(name).asString();
	}

	String job() {
		return this.account.path("jobs").path(0).path("id").asString();
	}

	JsonNode control(String method, String path, String body) {
		return this.client.control(method, "/greenhouse/accounts/" + id() + path, body);
	}

	JsonNode apply(String name) {
		return control("POST", "/candidates",
				"{\"name\":\"%s\",\"emails\":[\"ada@example.org\"],\"phone\":\"+49 40 555 0100\",\"jobId\":\"%s\",\"answers\":[{\"question\":\"Notice?\",\"answer\":\"Yes\"}],\"resume\":{\"fileName\":\"cv 1.pdf\",\"contentType\":\"application/pdf\",\"contentBase64\":\"JVBERi0=\"}}"
					.formatted(name, job()));
	}

	Answer token(String form) {
		return token(form, connection("clientId"), connection("clientSecret"));
	}

	Answer token(String form, String id, String secret) {
		return this.client.call("POST", "/greenhouse/token", form, "Authorization", TestClient.basic(id, secret),
				"Content-Type", "application/x-www-form-urlencoded");
	}

	String accessToken() {
		return token("grant_type=client_credentials&sub=" + connection("adminUserId")).json()
			.path("access_token")
			.asString();
	}

	Answer get(String token, String path) {
		return call("GET", token, path, "");
	}

	Answer call(String method, String token, String path, String body) {
		String address = path.startsWith("http") ? path : "/greenhouse" + path;
		return this.client.call(method, address, body, "Authorization", "Bearer " + token, "Content-Type",
				"application/json");
	}

	String note(JsonNode applied, String text) {
		return "{\"candidate_id\":%s,\"application_id\":%s,\"body\":\"%s\",\"visibility\":\"public\",\"note_type\":\"NOTE\"}"
			.formatted(applied.path("candidateId").asString(), applied.path("applicationId").asString(), text);
	}

	@Override
	public void close() {
		this.client.close();
		this.server.close();
	}

}
