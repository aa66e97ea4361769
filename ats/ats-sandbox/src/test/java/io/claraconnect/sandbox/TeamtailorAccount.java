package io.claraconnect.sandbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.claraconnect.sandbox.TestClient.Answer;
import tools.jackson.databind.JsonNode;

/** A sandbox with one Teamtailor account, and somebody who works in it. */
final class TeamtailorAccount implements AutoCloseable {

	final TestTime time = new TestTime();

	final SandboxServer server;

	final TestClient client;

	final JsonNode account;

	TeamtailorAccount() throws IOException {
		this.server = SandboxServer.start("127.0.0.1", 0, null, this.time);
		this.client = new TestClient(this.server);
		this.account = this.client.control("POST", "/teamtailor/accounts", "{}");
	}

	String connection(String name) {
		return this.account.path("connection").path(name).asString();
	}

	String job() {
		return this.account.path("jobs").path(0).path("id").asString();
	}

	String stage(int index) {
		return this.account.path("jobs").path(0).path("stages").path(index).path("id").asString();
	}

	JsonNode control(String method, String path, String body) {
		return this.client.control(method, "/teamtailor/accounts/" + this.account.path("id").asString() + path, body);
	}

	void option(String name, String value) {
		control("PATCH", "", "{\"options\":{\"%s\":\"%s\"}}".formatted(name, value));
	}

	JsonNode apply(String name) {
		return control("POST", "/candidates",
				"{\"name\":\"%s\",\"emails\":[\"Ada@Example.org\"],\"phone\":\"+49 40 555 0100\",\"jobId\":\"%s\",\"answers\":[{\"question\":\"Relocate?\",\"answer\":\"Yes\"},{\"question\":\"Why us?\",\"answer\":\"Trains\"}],\"tags\":[\"java\"],\"attributes\":{\"notice-period\":\"3 months\"},\"resume\":{\"fileName\":\"cv 1.pdf\",\"contentType\":\"application/pdf\",\"contentBase64\":\"JVBERi0=\"}}"
					.formatted(name, job()));
	}

	Answer get(String path) {
		return call("GET", path, "");
	}

	Answer call(String method, String path, String body) {
		return as("Token token=" + connection("apiKey"), "20240904", method, path, body);
	}

	Answer partner(String method, String path, String body) {
		return as("Token " + connection("partnerKey"), "20180828", method, "/partner/v1" + path, body);
	}

	Answer as(String authorization, String version, String method, String path, String body) {
		return this.client.call(method, path.startsWith("http") ? path : "/teamtailor" + path, body, "Authorization",
				authorization, "X-Api-Version", version, "Content-Type", "application/vnd.api+json");
	}

	List<String> ids(String path) {
		Answer answer = get(path);
		if (answer.status() != 200) {
			throw new AssertionError(path + " -> " + answer.status() + " " + answer.body());
		}
		List<String> result = new ArrayList<>();
		answer.json().path("data").forEach((it) -> result.add(it.path("id").asString()));
		return result;
	}

	@Override
	public void close() {
		this.client.close();
		this.server.close();
	}

}
