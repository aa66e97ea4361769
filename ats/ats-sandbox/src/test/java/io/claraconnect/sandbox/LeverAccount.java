package io.claraconnect.sandbox;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import io.claraconnect.sandbox.TestClient.Answer;
import tools.jackson.databind.JsonNode;

/** A sandbox with one Lever account, and somebody who works in it. */
final class LeverAccount implements AutoCloseable {

	static final String REDIRECT = "https://connect.example.org/oauth/callback";

	final TestTime time = new TestTime();

	final SandboxServer server;

	final TestClient client;

	final JsonNode account;

	LeverAccount() throws IOException {
		this.server = SandboxServer.start("127.0.0.1", 0, null, this.time);
		this.client = new TestClient(this.server);
		this.account = this.client.control("POST", "/lever/accounts", "{\"rateLimit\":1000}");
	}

	String connection(String name) {
		return this.account.path("connection").path(name).asString();
	}

	String job(int index) {
		return this.account.path("jobs").path(index).path("id").asString();
	}

	JsonNode control(String method, String path, String body) {
		return this.client.control(method, "/lever/accounts/" + this.account.path("id").asString() + path, body);
	}

	void option(String name, String value) {
		control("PATCH", "", "{\"options\":{\"%s\":\"%s\"}}".formatted(name, value));
	}

	JsonNode apply(String name) {
		return apply(name, "{}");
	}

	JsonNode apply(String name, String attributes) {
		return control("POST", "/candidates",
				"{\"name\":\"%s\",\"emails\":[\"ada@example.org\"],\"phone\":\"+49 40 555 0100\",\"jobId\":\"%s\",\"coverLetter\":\"Dear all\",\"answers\":[{\"question\":\"Relocate?\",\"answer\":\"Yes\"}],\"attributes\":%s,\"resume\":{\"fileName\":\"cv.pdf\",\"contentType\":\"application/pdf\",\"contentBase64\":\"JVBERi0=\"}}"
					.formatted(name, job(0), attributes));
	}

	/** Applies and returns the id of the opportunity. */
	String opportunity(String name) {
		return apply(name).path("applicationId").asString();
	}

	void act(String opportunity, String action, String body) {
		control("POST", "/applications/" + opportunity + "/" + action, body);
	}

	Answer get(String path) {
		return call("GET", path, "");
	}

	/** Calls with the API key. */
	Answer call(String method, String path, String body) {
		return as(TestClient.basic(connection("apiKey"), ""), method, path, body);
	}

	Answer as(String authorization, String method, String path, String body) {
		return this.client.call(method, path.startsWith("http") ? path : "/lever" + path, body, "Authorization",
				authorization, "Content-Type", "application/json");
	}

	Answer authorize(String scope, String audience) {
		String query = "?response_type=code&client_id=" + connection("clientId") + "&redirect_uri=" + encode(REDIRECT)
				+ "&state=s1&scope=" + encode(scope) + (audience.isEmpty() ? "" : "&audience=" + encode(audience));
		return this.client.call("GET", "/lever/authorize" + query, "");
	}

	Answer token(String form) {
		return this.client.call("POST", "/lever/oauth/token",
				form + "&client_id=" + connection("clientId") + "&client_secret=" + connection("clientSecret"),
				"Content-Type", "application/x-www-form-urlencoded");
	}

	Answer exchange(String scope, String audience) {
		String location = authorize(scope, audience).header("Location");
		String code = location.replaceAll("^.*[?&]code=([^&]*).*$", "$1");
		return token("grant_type=authorization_code&code=" + code + "&redirect_uri=" + encode(REDIRECT));
	}

	static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	@Override
	public void close() {
		this.client.close();
		this.server.close();
	}

}
