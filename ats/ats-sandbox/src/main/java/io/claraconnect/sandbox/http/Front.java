package io.claraconnect.sandbox.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns exchanges of the JDK's server into calls of a {@link Site} and plays the ordered
 * faults.
 */
public final class Front implements HttpHandler {

	private final Map<String, Site> sites;

	private final FaultBoard faults;

	private final RequestLog log;

	private final InstantSource clock;

	public Front(Map<String, Site> sites, FaultBoard faults, RequestLog log, InstantSource clock) {
		this.sites = sites;
		this.faults = faults;
		this.log = log;
		this.clock = clock;
	}

	@Override
	public void handle(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath();
		int slash = path.indexOf('/', 1);
		String prefix = (slash < 0) ? path.substring(1) : path.substring(1, slash);
		Site site = this.sites.get(prefix);
		if (site == null) {
			Wire.send(exchange, Reply.error(404, "Nothing is served under /" + prefix));
			return;
		}
		Request request = read(exchange, prefix, (slash < 0) ? "/" : path.substring(slash));
		if (site.logged()) {
			serve(exchange, prefix, site, request);
		}
		else {
			Wire.send(exchange, answer(site, request, null));
		}
	}

	private void serve(HttpExchange exchange, String prefix, Site site, Request request) throws IOException {
		String account = site.account(request).orElse(null);
		Optional<Fault> fault = this.faults.take(prefix, account, request.method(), request.path());
		if (fault.isEmpty()) {
			Reply reply = answer(site, request, account);
			this.log.add(this.clock.instant(), prefix, account, request, reply.status(), null);
			Wire.send(exchange, reply);
			return;
		}
		Fault hit = fault.get();
		if (hit.kind() == Fault.Kind.SLOW) {
			Wire.pause(hit.delayMs());
		}
		Reply reply = hit.kind().applies() ? answer(site, request, account) : null;
		this.log.add(this.clock.instant(), prefix, account, request, status(hit, reply), hit.kind().label());
		play(exchange, request, hit, reply);
	}

	private static Reply answer(Site site, Request request, @Nullable String account) {
		try {
			return site.answer(request, account);
		}
		catch (RuntimeException ex) {
			System.getLogger(Front.class.getName())
				.log(System.Logger.Level.ERROR, request.method() + " " + request.path() + " failed", ex);
			return Reply.error(500, "The sandbox itself failed: " + ex.getClass().getSimpleName());
		}
	}

	private static int status(Fault fault, @Nullable Reply reply) {
		return switch (fault.kind()) {
			case STATUS, ECHO, HTML, APPLY_THEN_STATUS -> fault.status();
			case CUT, APPLY_THEN_CUT, APPLY_THEN_TIMEOUT -> 0;
			case SLOW, TRUNCATE, HANG_BYTES -> (reply != null) ? reply.status() : 0;
		};
	}

	private static void play(HttpExchange exchange, Request request, Fault fault, @Nullable Reply reply)
			throws IOException {
		switch (fault.kind()) {
			case STATUS, APPLY_THEN_STATUS -> Wire.send(exchange, failure(fault,
					Reply.json(fault.status(), Json.object().put("message", "Sandbox fault " + fault.status()))));
			case ECHO -> Wire.send(exchange, failure(fault, echo(request, fault)));
			case HTML -> Wire.send(exchange, failure(fault, Reply.text(fault.status(), "text/html; charset=utf-8",
					"<html><head><title>Bad gateway</title></head><body><h1>Bad gateway</h1></body></html>\n")));
			case CUT, APPLY_THEN_CUT -> exchange.close();
			case APPLY_THEN_TIMEOUT -> {
				Wire.pause(fault.delayMs());
				exchange.close();
			}
			case SLOW -> Wire.send(exchange, present(reply));
			case TRUNCATE -> Wire.sendHalf(exchange, present(reply));
			case HANG_BYTES -> Wire.drip(exchange, present(reply), fault.delayMs());
		}
	}

	private static Reply echo(Request request, Fault fault) {
		String asked = request.method() + " " + request.path() + "?" + request.rawQuery() + "\n" + request.headers()
				+ "\n" + new String(request.body(), StandardCharsets.UTF_8);
		ObjectNode body = Json.object().put("message", fault.says() + "\n" + asked).put("error", fault.says());
		body.putArray("errors").addObject().put("title", fault.says()).put("detail", asked);
		Reply reply = Reply.json(fault.status(), body);
		return (fault.status() / 100 == 3) ? reply.header("Location",
				request.base() + "/echo?said=" + URLEncoder.encode(fault.says() + asked, StandardCharsets.UTF_8))
				: reply;
	}

	private static Reply failure(Fault fault, Reply reply) {
		return (fault.retryAfter() != null) ? reply.header("Retry-After", fault.retryAfter()) : reply;
	}

	private static Reply present(@Nullable Reply reply) {
		return (reply != null) ? reply : Reply.empty(500);
	}

	private static Request read(HttpExchange exchange, String prefix, String path) throws IOException {
		String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"))
			.orElseGet(() -> "127.0.0.1:" + exchange.getLocalAddress().getPort());
		String scheme = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Forwarded-Proto")).orElse("http");
		String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
		return new Request(exchange.getRequestMethod(), path, query, exchange.getRequestHeaders(),
				exchange.getRequestBody().readAllBytes(), scheme + "://" + host + "/" + prefix);
	}

	/** What is served under one prefix. */
	public interface Site {

		/** Returns whether calls are logged and hit by faults. */
		boolean logged();

		/** Returns the id of the account that calls. */
		Optional<String> account(Request request);

		/** Answers a call. */
		Reply answer(Request request, @Nullable String account);

	}

	/** How answers get onto the wire, whole or broken. */
	private static final class Wire {

		static void send(HttpExchange exchange, Reply reply) throws IOException {
			byte[] body = reply.body();
			reply.headers().forEach(exchange.getResponseHeaders()::set);
			try (exchange) {
				exchange.sendResponseHeaders(reply.status(), (body.length == 0) ? -1 : body.length);
				if (body.length > 0 && !exchange.getRequestMethod().equals("HEAD")) {
					exchange.getResponseBody().write(body);
				}
			}
		}

		static void sendHalf(HttpExchange exchange, Reply reply) throws IOException {
			byte[] body = reply.body();
			reply.headers().forEach(exchange.getResponseHeaders()::set);
			exchange.sendResponseHeaders(reply.status(), body.length + 2L);
			exchange.getResponseBody().write(body, 0, body.length / 2);
			exchange.getResponseBody().flush();
			exchange.close();
		}

		static void drip(HttpExchange exchange, Reply reply, long delayMs) throws IOException {
			byte[] body = reply.body();
			reply.headers().forEach(exchange.getResponseHeaders()::set);
			try (exchange) {
				exchange.sendResponseHeaders(reply.status(), (body.length == 0) ? -1 : body.length);
				OutputStream out = exchange.getResponseBody();
				for (byte one : body) {
					out.write(one);
					out.flush();
					pause(delayMs);
				}
			}
		}

		static void pause(long millis) {
			try {
				Thread.sleep(millis);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
