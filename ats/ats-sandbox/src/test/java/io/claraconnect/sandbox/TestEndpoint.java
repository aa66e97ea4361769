package io.claraconnect.sandbox;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntUnaryOperator;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;

/** A customer's webhook endpoint: answers as told and remembers what came. */
final class TestEndpoint implements AutoCloseable {

	private final HttpServer server;

	private final List<Received> received = new CopyOnWriteArrayList<>();

	private volatile IntUnaryOperator status = (count) -> 200;

	TestEndpoint() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		this.server.createContext("/", (exchange) -> {
			byte[] body = exchange.getRequestBody().readAllBytes();
			this.received.add(new Received(exchange.getRequestHeaders(), new String(body, "UTF-8")));
			exchange.sendResponseHeaders(this.status.applyAsInt(this.received.size()), -1);
			exchange.close();
		});
		this.server.start();
	}

	String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + "/hook";
	}

	/** Decides the status by the number of the call, from 1. */
	void answers(IntUnaryOperator status) {
		this.status = status;
	}

	List<Received> received() {
		return this.received;
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	/** One call. */
	record Received(Headers headers, String body) {
	}

}
