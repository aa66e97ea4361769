package io.claraconnect.sandbox.webhook;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Delivery;
import io.claraconnect.sandbox.world.Delivery.Attempt;
import io.claraconnect.sandbox.world.Delivery.State;
import io.claraconnect.sandbox.world.Settings;
import io.claraconnect.sandbox.world.World;

/**
 * Sends webhooks, repeats failed ones as the delivery's schedule says, and keeps the
 * history. Pending deliveries live in the account, so they survive a restart.
 */
public final class Deliveries implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final int HISTORY = 1000;

	private final World world;

	private final HttpClient client;

	private final Set<String> inFlight = ConcurrentHashMap.newKeySet();

	private final Object signal = new Object();

	private volatile Watcher watcher = new Watcher() {
	};

	private volatile boolean open = true;

	public Deliveries(World world) {
		this.world = world;
		this.client = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.connectTimeout(Duration.ofSeconds(5))
			.followRedirects(HttpClient.Redirect.NEVER)
			.build();
	}

	/** Tells who is to be told what endpoints answer, and that time passes. */
	public void watchedBy(Watcher watcher) {
		this.watcher = watcher;
	}

	/** Starts sending. */
	public void start() {
		Thread.ofVirtual().name("webhook-deliveries").start(this::run);
	}

	/** Queues a delivery, with the account's duplicates and disorder. */
	public void send(Account account, Delivery delivery) {
		Settings settings = account.settings();
		account.deliveries().put(delivery.due(dueTime(settings)));
		for (int i = 0; i < settings.duplicateWebhooks(); i++) {
			account.deliveries().put(delivery.copy(this.world.ids().hex(12), dueTime(settings)));
		}
		trim(account);
		wake();
	}

	/**
	 * Makes one attempt at once, waits for it, and returns its HTTP status, 0 for none.
	 */
	public int attempt(Account account, Delivery delivery) {
		Response response = call(delivery);
		int status = response.status();
		Attempt attempt = new Attempt(this.world.clock().instant(), status);
		account.exclusively(() -> {
			Delivery done = delivery.after(attempt, account.settings().timeWarp());
			account.webhooks()
				.find(done.webhookId())
				.ifPresent((hook) -> account.webhooks().put(hook.answered(status)));
			account.deliveries().put(done);
			this.watcher.answered(account, done, status, response.body());
			return done;
		});
		return status;
	}

	/** Looks again now what is due, after the clock was set. */
	public void wake() {
		synchronized (this.signal) {
			this.signal.notifyAll();
		}
	}

	@Override
	public void close() {
		this.open = false;
		wake();
		this.client.shutdownNow();
	}

	private Instant dueTime(Settings settings) {
		Instant now = this.world.clock().instant();
		long window = settings.shuffleWindowMs();
		return (window > 0) ? now.plusMillis(this.world.ids().below(window)) : now;
	}

	private void run() {
		while (this.open) {
			tellTheTime();
			sendDue();
			synchronized (this.signal) {
				try {
					this.signal.wait(50);
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
					return;
				}
			}
		}
	}

	private void tellTheTime() {
		for (Account account : this.world.all()) {
			try {
				account.exclusively(() -> {
					this.watcher.timePasses(account);
					return account;
				});
			}
			catch (RuntimeException ex) {
				System.getLogger(Deliveries.class.getName())
					.log(System.Logger.Level.ERROR, "What was due in " + account.id() + " failed", ex);
			}
		}
	}

	private void sendDue() {
		Instant now = this.world.clock().instant();
		for (Account account : this.world.all()) {
			for (Delivery delivery : account.deliveries().all()) {
				if (isDue(delivery, now) && this.inFlight.add(delivery.id())) {
					Thread.ofVirtual().start(() -> sendOne(account, delivery));
				}
			}
		}
	}

	private void sendOne(Account account, Delivery delivery) {
		try {
			Instant now = this.world.clock().instant();
			if (this.open) {
				account.deliveries()
					.find(delivery.id())
					.filter((current) -> isDue(current, now))
					.ifPresent((current) -> attempt(account, current));
			}
		}
		finally {
			this.inFlight.remove(delivery.id());
		}
	}

	private static boolean isDue(Delivery delivery, Instant now) {
		return delivery.state() == State.PENDING && delivery.dueAt() != null && !delivery.dueAt().isAfter(now);
	}

	private Response call(Delivery delivery) {
		try {
			HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(delivery.url())).timeout(TIMEOUT);
			delivery.headers().forEach(request::header);
			HttpResponse<String> response = this.client.send(
					request.POST(HttpRequest.BodyPublishers.ofString(delivery.body())).build(),
					HttpResponse.BodyHandlers.ofString());
			return new Response(response.statusCode(), response.body());
		}
		catch (IOException | IllegalArgumentException ex) {
			return new Response(0, "");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return new Response(0, "");
		}
	}

	private static void trim(Account account) {
		int surplus = account.deliveries().all().size() - HISTORY;
		if (surplus > 0) {
			account.deliveries()
				.all()
				.stream()
				.filter((delivery) -> delivery.state() != State.PENDING)
				.limit(surplus)
				.map(Delivery::id)
				.forEach(account.deliveries()::remove);
		}
	}

	private record Response(int status, String body) {
	}

	/** Is told what happens, while the account is locked. */
	public interface Watcher {

		/** Called after each attempt. */
		default void answered(Account account, Delivery delivery, int status, String body) {
		}

		/** Called every now and then. */
		default void timePasses(Account account) {
		}

	}

}
