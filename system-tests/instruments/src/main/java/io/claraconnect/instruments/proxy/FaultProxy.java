package io.claraconnect.instruments.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * A TCP proxy on the loopback address that disturbs what passes. Its behaviour can be
 * changed while connections live. Safe for use by many threads.
 */
public final class FaultProxy implements AutoCloseable {

	private static final int CONNECT_MILLIS = 5000;

	private final String name;

	private final InetSocketAddress target;

	private final ServerSocket entrance;

	private final Weather weather;

	private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();

	private final AtomicInteger accepted = new AtomicInteger();

	private final AtomicInteger reset = new AtomicInteger();

	private final LongAdder passed = new LongAdder();

	private FaultProxy(String name, int targetPort, long seed) throws IOException {
		this.name = name;
		this.target = new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort);
		this.weather = new Weather(seed);
		this.entrance = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
	}

	/**
	 * Opens a proxy.
	 * @param name what it is called in thread names and messages
	 * @param targetPort port of the loopback address that it leads to; need not be open
	 * yet
	 * @param seed where its chances come from
	 * @return an open proxy that disturbs nothing
	 */
	public static FaultProxy to(String name, int targetPort, long seed) {
		try {
			FaultProxy proxy = new FaultProxy(name, targetPort, seed);
			Thread.ofVirtual().name("proxy " + name).start(proxy::accept);
			return proxy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Tells where clients connect.
	 * @return port of the loopback address
	 */
	public int port() {
		return this.entrance.getLocalPort();
	}

	/**
	 * Behaves in this way from now on, for living connections as well.
	 * @param behaviour the behaviour
	 */
	public void behave(Behaviour behaviour) {
		this.weather.become(behaviour);
		if (behaviour.down()) {
			cut();
		}
	}

	/** Disturbs nothing from now on. */
	public void heal() {
		behave(Behaviour.NONE);
	}

	/** Resets every living connection, once. */
	public void cut() {
		this.pairs.forEach(this::reset);
	}

	/**
	 * Counts living connections.
	 * @return how many there are now
	 */
	public int connections() {
		return this.pairs.size();
	}

	/**
	 * Counts connections.
	 * @return how many clients have connected
	 */
	public int accepted() {
		return this.accepted.get();
	}

	/**
	 * Counts resets.
	 * @return how many connections the proxy has reset
	 */
	public int resets() {
		return this.reset.get();
	}

	/**
	 * Counts bytes.
	 * @return how many passed, in both directions together
	 */
	public long passedBytes() {
		return this.passed.sum();
	}

	private void accept() {
		while (!this.entrance.isClosed()) {
			try {
				Socket client = this.entrance.accept();
				this.accepted.incrementAndGet();
				Thread.ofVirtual().name("proxy " + this.name).start(() -> connect(client));
			}
			catch (IOException _) {
				// Closed, or a client that went before it was taken.
			}
		}
	}

	private void connect(Socket client) {
		Socket server = new Socket();
		Pair pair = new Pair(client, server);
		this.pairs.add(pair);
		if (this.weather.now().down()) {
			reset(pair);
			return;
		}
		try {
			this.weather.awaitPassage();
			server.connect(this.target, CONNECT_MILLIS);
			client.setTcpNoDelay(true);
			server.setTcpNoDelay(true);
		}
		catch (IOException | InterruptedException _) {
			reset(pair);
			return;
		}
		if (this.weather.now().down()) {
			reset(pair);
			return;
		}
		direction(pair, client, server);
		direction(pair, server, client);
	}

	private void direction(Pair pair, Socket from, Socket to) {
		Pump pump = new Pump(this.weather, this.passed);
		run(pair, () -> {
			if (!pump.read(from)) {
				reset(pair);
			}
			return from;
		});
		run(pair, () -> {
			pump.write(to);
			if (pair.ended.incrementAndGet() == 2) {
				this.pairs.remove(pair);
				pair.close();
			}
			return to;
		});
	}

	private void run(Pair pair, Callable<Socket> work) {
		Thread thread = Thread.ofVirtual().name("proxy " + this.name).unstarted(() -> {
			try {
				work.call();
			}
			catch (Exception _) {
				// One side went away without a word: so does the other.
				reset(pair);
			}
		});
		pair.threads.add(thread);
		thread.start();
	}

	private void reset(Pair pair) {
		if (this.pairs.remove(pair)) {
			this.reset.incrementAndGet();
			pair.reset();
		}
	}

	/** Takes no more connections and resets the living ones. */
	@Override
	public void close() {
		try {
			this.entrance.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		heal();
		cut();
	}

	/** A client and what it is connected with. */
	private static final class Pair {

		private final Socket client;

		private final Socket server;

		private final AtomicInteger ended = new AtomicInteger();

		private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();

		Pair(Socket client, Socket server) {
			this.client = client;
			this.server = server;
		}

		void reset() {
			reset(this.client);
			reset(this.server);
			this.threads.forEach(Thread::interrupt);
		}

		private static void reset(Socket socket) {
			try {
				socket.setSoLinger(true, 0);
			}
			catch (IOException _) {
				// Already closed.
			}
			close(socket);
		}

		void close() {
			close(this.client);
			close(this.server);
		}

		private static void close(Socket socket) {
			try {
				socket.close();
			}
			catch (IOException _) {
				// Nothing is left to close.
			}
		}

	}

}
