package io.claraconnect.systemtests.ats;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import com.sun.net.httpserver.HttpServer;
import io.claraconnect.ats.api.WebhookRequest;

/** Takes deliveries as they come; the first path segment is the slot. */
final class Endpoint implements AutoCloseable {

	private final HttpServer server;

	private final List<WebhookRequest> received = new CopyOnWriteArrayList<>();

	Endpoint(Clock clock) throws IOException {
		this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		this.server.createContext("/", (exchange) -> {
			Map<String, List<String>> headers = new HashMap<>();
			exchange.getRequestHeaders()
				.forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
			byte[] body = exchange.getRequestBody().readAllBytes();
			String slot = exchange.getRequestURI().getPath().split("/")[1];
			this.received.add(new WebhookRequest(slot, headers, body, clock.instant()));
			exchange.sendResponseHeaders(200, -1);
			exchange.close();
		});
		this.server.start();
	}

	String url(String slot) {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + "/" + slot;
	}

	/** The first delivery of that kind, once it is there. */
	WebhookRequest await(Predicate<WebhookRequest> wanted) {
		org.awaitility.Awaitility.await().until(() -> this.received.stream().anyMatch(wanted));
		return this.received.stream().filter(wanted).findFirst().orElseThrow();
	}

	List<WebhookRequest> received() {
		return List.copyOf(this.received);
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
