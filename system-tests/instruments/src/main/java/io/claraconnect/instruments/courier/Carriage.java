package io.claraconnect.instruments.courier;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;

/** Carries posts to the front door, as patient as a vendor, but in a hurry. */
final class Carriage implements AutoCloseable {

	private static final Duration ANSWER = Duration.ofSeconds(10);

	private static final long[] PAUSES = { 100, 500, 2000, 4000 };

	private static final Duration PATIENCE = Duration.ofMinutes(10);

	private static final Set<String> OWN_HEADERS = Set.of("host", "content-length", "connection", "expect", "upgrade",
			"http2-settings", "transfer-encoding");

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(3))
		.build();

	private final Semaphore hands = new Semaphore(256);

	private volatile String target;

	Carriage(String target) {
		this.target = target;
	}

	/** What comes from now on goes there. */
	void target(String now) {
		this.target = now;
	}

	void carry(Post post) throws InterruptedException {
		Instant end = Instant.now().plus(PATIENCE);
		for (int tries = 0; Instant.now().isBefore(end); tries++) {
			Attempt attempt = attempt(post);
			post.tried(attempt);
			if (attempt.status() == 200) {
				post.become(Post.State.ACKNOWLEDGED);
				return;
			}
			if (attempt.status() >= 400 && attempt.status() < 500 && attempt.status() != 408) {
				post.become(Post.State.REJECTED);
				return;
			}
			Thread.sleep(pause(tries));
		}
		post.become(Post.State.FAILED);
	}

	/** Thousands that wait for a front door must not all knock at once. */
	private static long pause(int tries) {
		long pause = PAUSES[Math.min(tries, PAUSES.length - 1)];
		return pause / 2 + ThreadLocalRandom.current().nextLong(pause);
	}

	private Attempt attempt(Post post) throws InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.target + post.arrival().path()))
			.timeout(ANSWER)
			.POST(HttpRequest.BodyPublishers.ofByteArray(post.content().body()));
		post.content().headers().forEach((name, values) -> {
			if (!OWN_HEADERS.contains(name)) {
				values.forEach((value) -> request.header(name, value));
			}
		});
		this.hands.acquire();
		Instant at = Instant.now();
		long begin = System.nanoTime();
		try {
			int status = this.http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
			return new Attempt(at, status, Duration.ofNanos(System.nanoTime() - begin));
		}
		catch (IOException _) {
			return new Attempt(at, 0, Duration.ofNanos(System.nanoTime() - begin));
		}
		finally {
			this.hands.release();
		}
	}

	/** Vendors ask the front door for small things, too. */
	Answer get(String path) {
		try {
			HttpResponse<byte[]> response = this.http.send(
					HttpRequest.newBuilder(URI.create(this.target + path)).timeout(ANSWER).build(),
					HttpResponse.BodyHandlers.ofByteArray());
			return new Answer(response.statusCode(), response.body());
		}
		catch (IOException _) {
			return new Answer(502, new byte[0]);
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
			return new Answer(502, new byte[0]);
		}
	}

	@Override
	public void close() {
		this.http.shutdownNow();
	}

	/**
	 * What the front door answered.
	 *
	 * @param status HTTP status
	 * @param body its body
	 */
	record Answer(int status, byte[] body) {

	}

}
