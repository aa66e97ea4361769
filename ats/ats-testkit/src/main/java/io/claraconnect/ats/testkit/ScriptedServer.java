package io.claraconnect.ats.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/**
 * A vendor made of canned answers on a free local port. A route is a method and a path,
 * {@code GET /v3/jobs}; its answers are given in order and the last one for ever. What no
 * route knows is answered 404.
 */
public final class ScriptedServer implements AutoCloseable {

	private final HttpServer server;

	private final Map<String, Deque<Answer>> routes = new ConcurrentHashMap<>();

	private final List<Request> requests = new ArrayList<>();

	private final CountDownLatch closing = new CountDownLatch(1);

	/** A server that runs. */
	public ScriptedServer() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	/** Where it listens, without a trailing slash. */
	public URI origin() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	/** The address of a path of this server, for bodies and headers of answers. */
	public String url(String pathAndQuery) {
		return origin() + pathAndQuery;
	}

	/** Sets the answers of a route; replaces earlier ones. */
	public ScriptedServer on(String route, Answer... answers) {
		this.routes.put(route, new ArrayDeque<>(List.of(answers)));
		return this;
	}

	/** Every request that came, in order. */
	public List<Request> requests() {
		synchronized (this.requests) {
			return List.copyOf(this.requests);
		}
	}

	/** Every request of a route that came, in order. */
	public List<Request> requests(String route) {
		return requests().stream().filter((request) -> request.route().equals(route)).toList();
	}

	/** The last request of a route. */
	public Request last(String route) {
		List<Request> all = requests(route);
		if (all.isEmpty()) {
			throw new AssertionError("No request " + route + " came, but " + requests());
		}
		return all.get(all.size() - 1);
	}

	@Override
	public void close() {
		this.closing.countDown();
		this.server.stop(0);
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			Map<String, String> headers = new TreeMap<>();
			exchange.getRequestHeaders()
				.forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
			URI uri = exchange.getRequestURI();
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			Request request = new Request(exchange.getRequestMethod() + " " + uri.getRawPath(), uri.getQuery(), headers,
					body);
			synchronized (this.requests) {
				this.requests.add(request);
			}
			answer(exchange, next(request.route()));
		}
	}

	private Answer next(String route) {
		Deque<Answer> answers = this.routes.get(route);
		if (answers == null) {
			return Answer.json(404, "{\"message\":\"nothing scripted here\"}");
		}
		synchronized (answers) {
			return (answers.size() > 1) ? answers.removeFirst() : answers.getFirst();
		}
	}

	private void answer(HttpExchange exchange, Answer answer) throws IOException {
		if (answer.kind() == Answer.Kind.SILENT) {
			try {
				this.closing.await();
			}
			catch (InterruptedException _) {
				Thread.currentThread().interrupt();
			}
		}
		if (answer.kind() != Answer.Kind.WHOLE) {
			return;
		}
		answer.headers().forEach(exchange.getResponseHeaders()::add);
		byte[] body = answer.body();
		exchange.sendResponseHeaders(answer.status(), (body.length == 0) ? -1 : body.length);
		if (body.length > 0) {
			exchange.getResponseBody().write(body);
		}
	}

	/**
	 * A request that came.
	 *
	 * @param route method and path
	 * @param query the decoded query, or null
	 * @param headers names in lower case
	 * @param body the body as text
	 */
	public record Request(String route, @Nullable String query, Map<String, String> headers, String body) {

		/** The query, empty when there was none. */
		public String queryText() {
			return (this.query != null) ? this.query : "";
		}

		/** A header, empty when it did not come. */
		public String header(String lowerCaseName) {
			return this.headers.getOrDefault(lowerCaseName, "");
		}

	}

}
