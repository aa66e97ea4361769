package io.claraconnect.guarantees.privacy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** A request as nobody of good will would send it, and what is answered. */
final class Knock {

	private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private Knock() {
	}

	/** The answer: status, headers and body in one text. */
	static String at(String method, String address, Map<String, String> headers, String body) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
			.timeout(Duration.ofSeconds(20))
			.method(method, HttpRequest.BodyPublishers.ofString(body));
		headers.forEach(request::header);
		try {
			HttpResponse<String> answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
			return answer.statusCode() + " " + answer.headers().map() + " " + answer.body();
		}
		catch (IOException ex) {
			return "no answer";
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
