package io.claraconnect.instruments.courier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.claraconnect.instruments.house.Until;

/**
 * Stands where vendors send their webhooks: takes each delivery at once, remembers it,
 * and carries it to the front door by its policy, again and again on 503 and silence. So
 * it is known for each delivery what was answered, and when. Safe for use by many
 * threads.
 */
public final class Courier implements AutoCloseable {

	private final HttpServer server;

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	private final Random random;

	private final Carriage carriage;

	private final AtomicLong arrivalNumbers = new AtomicLong();

	private final AtomicLong postNumbers = new AtomicLong();

	private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();

	private final Posts posts = new Posts();

	private volatile Policy policy = Policy.pass();

	private Courier(HttpServer server, String target, long seed) {
		this.server = server;
		this.random = new Random(seed);
		this.carriage = new Carriage(target);
	}

	/**
	 * Opens a courier.
	 * @param target address of the front door, without trailing slash
	 * @param seed where its chances come from
	 * @return an open courier that passes everything on
	 */
	public static Courier to(String target, long seed) {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
			Courier courier = new Courier(server, target, seed);
			server.createContext("/", courier::take);
			server.setExecutor(courier.threads);
			server.start();
			return courier;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Gives its address, which vendors are told.
	 * @return a URL without trailing slash
	 */
	public String address() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	/**
	 * Goes to another front door from now on, as a balancer does that takes an instance
	 * out of its list; what is on its way stays there.
	 * @param now its address, without trailing slash
	 */
	public void target(String now) {
		this.carriage.target(now);
	}

	/**
	 * Passes on in this way from now on.
	 * @param now the policy
	 */
	public void policy(Policy now) {
		this.policy = now;
	}

	/**
	 * Keeps what comes for some connections back, until {@link #release()}.
	 * @param which asked for each delivery
	 */
	public void hold(Predicate<Arrival> which) {
		this.posts.hold(which);
	}

	/** Keeps everything back, until {@link #release()}. */
	public void hold() {
		hold((_) -> true);
	}

	/** Lets everything that was kept back go at once, and keeps nothing back. */
	public void release() {
		this.posts.release();
	}

	private void take(HttpExchange exchange) throws IOException {
		try (exchange) {
			byte[] body = exchange.getRequestBody().readAllBytes();
			String path = exchange.getRequestURI().toString();
			if (!exchange.getRequestMethod().equals("POST")) {
				Carriage.Answer answer = this.carriage.get(path);
				exchange.sendResponseHeaders(answer.status(), (answer.body().length == 0) ? -1 : answer.body().length);
				exchange.getResponseBody().write(answer.body());
				return;
			}
			Map<String, List<String>> headers = new LinkedHashMap<>();
			exchange.getRequestHeaders()
				.forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
			Arrival arrival = new Arrival(this.arrivalNumbers.incrementAndGet(), Instant.now(), path, headers, body);
			this.arrivals.add(arrival);
			plan(arrival).forEach((passage) -> send(arrival, passage));
			exchange.sendResponseHeaders(200, -1);
		}
	}

	private List<Passage> plan(Arrival arrival) {
		synchronized (this.random) {
			return this.policy.passages(arrival, this.random);
		}
	}

	/**
	 * Sends a copy of a delivery by hand.
	 * @param arrival what the vendor sent
	 * @param passage how
	 * @return the post, under way
	 */
	public Post send(Arrival arrival, Passage passage) {
		Tampering.Forged content;
		synchronized (this.random) {
			content = passage.tampering().of(arrival, this.random);
		}
		Post post = new Post(this.postNumbers.incrementAndGet(), arrival, passage.tampering(), content);
		this.posts.add(post);
		this.threads.execute(() -> {
			try {
				Thread.sleep(passage.delay());
				this.posts.awaitFree(post);
				this.carriage.carry(post);
			}
			catch (InterruptedException _) {
				post.become(Post.State.FAILED);
			}
		});
		return post;
	}

	/**
	 * Sends a delivery again, as somebody would who has listened.
	 * @param arrival what the vendor sent
	 * @return the post, under way
	 */
	public Post replay(Arrival arrival) {
		return send(arrival, Passage.STRAIGHT);
	}

	/**
	 * Lists what vendors sent.
	 * @return deliveries, the first one first
	 */
	public List<Arrival> arrivals() {
		return List.copyOf(this.arrivals);
	}

	/**
	 * Lists what was sent to the front door.
	 * @return copies of deliveries, the first one first
	 */
	public List<Post> posts() {
		return this.posts.all();
	}

	/**
	 * Counts posts that have no final answer yet.
	 * @return how many
	 */
	public long waiting() {
		return this.posts.waiting();
	}

	/**
	 * Waits until every post has its final answer.
	 * @param limit how long at most
	 * @return how long it took
	 */
	public Duration awaitQuiet(Duration limit) {
		return Until.holds(() -> waiting() + " deliveries have no final answer", limit, () -> waiting() == 0);
	}

	/** Takes nothing more; what is under way is given up. */
	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
		this.carriage.close();
	}

}
