package io.claraconnect.guarantees.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Pages that a service shows to everybody who reaches its port: metrics, health, and
 * whatever else there could be, headers included.
 */
final class PagePlaces {

	static final String KIND = "pages";

	static final String METRICS = "/actuator/prometheus";

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final List<String> PATHS = List.of(METRICS, "/actuator", "/actuator/health",
			"/actuator/health/readiness", "/actuator/health/liveness", "/actuator/info", "/actuator/env",
			"/actuator/configprops", "/actuator/beans", "/actuator/conditions", "/actuator/mappings",
			"/actuator/loggers", "/actuator/logfile", "/actuator/threaddump", "/actuator/heapdump",
			"/actuator/httpexchanges", "/actuator/metrics", "/actuator/scheduledtasks", "/actuator/caches",
			"/actuator/flyway", "/actuator/sbom", "/actuator/startup", "/actuator/directory", "/", "/error",
			"/favicon.ico", "/v3/api-docs", "/swagger-ui.html");

	private PagePlaces() {
	}

	/**
	 * Searches the pages of one service.
	 * @param threads what its threads do, asked when it does not answer
	 * @return status by path
	 */
	static Map<String, Integer> search(String service, String address, Supplier<String> threads, Search search) {
		Map<String, Integer> answers = new TreeMap<>();
		try (HttpClient client = HttpClient.newHttpClient()) {
			for (String path : PATHS) {
				HttpResponse<byte[]> answer = ask(client, service, address + path, threads);
				answers.put(path, answer.statusCode());
				search.in(path.equals(METRICS) ? "metrics" : KIND, "page " + service + path, answer.body());
				search.in(KIND, "page " + service + path + " headers", answer.headers().map().toString());
			}
			return answers;
		}
	}

	private static HttpResponse<byte[]> ask(HttpClient client, String service, String address,
			Supplier<String> threads) {
		try {
			return client.send(HttpRequest.newBuilder(URI.create(address)).timeout(LIMIT).build(),
					HttpResponse.BodyHandlers.ofByteArray());
		}
		catch (IOException ex) {
			throw new IllegalStateException(
					service + " does not show " + address + "; its threads: " + written(service, threads.get()), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** Outside of the house, whose files vanish with it. */
	private static Path written(String service, String threads) {
		try {
			return Files.writeString(Files.createTempFile("threads-of-" + service + "-", ".txt"), threads);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
