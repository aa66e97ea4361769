package io.claraconnect.instruments.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The proxy before a server that says everything back. */
class FaultProxyTest {

	private ServerSocket echo;

	private FaultProxy proxy;

	@BeforeEach
	void open() throws IOException {
		this.echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		Thread.ofVirtual().start(this::serve);
		this.proxy = FaultProxy.to("echo", this.echo.getLocalPort(), 1);
	}

	@AfterEach
	void close() throws IOException {
		this.proxy.close();
		this.echo.close();
	}

	@Test
	@DisplayName("Every byte passes, in order, and the end passes, too")
	void passes() throws IOException {
		byte[] sent = new byte[3_000_000];
		new Random(1).nextBytes(sent);
		try (Socket client = client()) {
			Thread.ofVirtual().start(() -> write(client, sent));
			byte[] back = client.getInputStream().readAllBytes();
			assertThat(back).isEqualTo(sent);
		}
		assertThat(this.proxy.passedBytes()).isEqualTo(2L * sent.length);
		await().until(() -> this.proxy.connections() == 0);
	}

	@Test
	@DisplayName("Latency delays each direction and does not narrow the stream")
	void latency() throws IOException {
		this.proxy.behave(Behaviour.latency(Duration.ofMillis(100), Duration.ofMillis(20)));
		byte[] sent = new byte[2_000_000];
		try (Socket client = client()) {
			long begin = System.nanoTime();
			Thread.ofVirtual().start(() -> write(client, sent));
			assertThat(client.getInputStream().readAllBytes()).hasSize(sent.length);
			assertThat(since(begin)).isBetween(Duration.ofMillis(200), Duration.ofSeconds(5));
		}
	}

	@Test
	@DisplayName("Bandwidth limits, slices cut, and both can change while a connection lives")
	void bandwidth() throws IOException {
		try (Socket client = client()) {
			this.proxy.behave(Behaviour.bandwidth(20_000).and(Behaviour.slices(100, Duration.ZERO)));
			long begin = System.nanoTime();
			say(client, "x".repeat(6_000));
			assertThat(since(begin)).isGreaterThan(Duration.ofMillis(300));

			this.proxy.heal();
			begin = System.nanoTime();
			say(client, "x".repeat(6_000));
			assertThat(since(begin)).isLessThan(Duration.ofMillis(300));
		}
	}

	@Test
	@DisplayName("Silence takes connections and lets nothing pass; what was held back passes afterwards")
	void silence() throws IOException {
		try (Socket living = client()) {
			say(living, "before");
			this.proxy.behave(Behaviour.silence());
			living.getOutputStream().write("held".getBytes(StandardCharsets.UTF_8));
			assertThatThrownBy(() -> read(living, 4)).isInstanceOf(SocketTimeoutException.class);
			try (Socket fresh = client()) {
				fresh.getOutputStream().write("fresh".getBytes(StandardCharsets.UTF_8));
				assertThatThrownBy(() -> read(fresh, 5)).isInstanceOf(SocketTimeoutException.class);

				this.proxy.heal();

				assertThat(read(living, 4)).isEqualTo("held");
				assertThat(read(fresh, 5)).isEqualTo("fresh");
			}
		}
	}

	@Test
	@DisplayName("Resets break connections with the probability that was asked for")
	void resets() throws IOException {
		this.proxy.behave(Behaviour.resets(0.5));
		int broken = 0;
		for (int i = 0; i < 200; i++) {
			try (Socket client = client()) {
				say(client, "hello");
			}
			catch (IOException _) {
				broken++;
			}
		}
		assertThat(broken).isBetween(100, 190);
		assertThat(this.proxy.resets()).isGreaterThanOrEqualTo(broken);
	}

	@Test
	@DisplayName("Nobody there resets living and new connections, and ends")
	void away() throws IOException {
		try (Socket living = client()) {
			say(living, "before");
			this.proxy.behave(Behaviour.away());
			assertThatThrownBy(() -> say(living, "after")).isInstanceOf(SocketException.class);
			assertThatThrownBy(() -> {
				try (Socket fresh = client()) {
					say(fresh, "hello");
				}
			}).isInstanceOf(SocketException.class);
		}
		this.proxy.heal();
		try (Socket client = client()) {
			say(client, "again");
		}
	}

	private Socket client() throws IOException {
		Socket client = new Socket(InetAddress.getLoopbackAddress(), this.proxy.port());
		client.setSoTimeout(10_000);
		return client;
	}

	private static void say(Socket client, String text) throws IOException {
		client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
		client.setSoTimeout(10_000);
		byte[] back = client.getInputStream().readNBytes(text.length());
		if (back.length < text.length()) {
			throw new SocketException("The connection ended");
		}
		assertThat(new String(back, StandardCharsets.UTF_8)).isEqualTo(text);
	}

	private static String read(Socket client, int length) throws IOException {
		client.setSoTimeout(300);
		return new String(client.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
	}

	private static void write(Socket client, byte[] bytes) {
		try {
			client.getOutputStream().write(bytes);
			client.shutdownOutput();
		}
		catch (IOException _) {
			// The test reads that it did not arrive.
		}
	}

	private static Duration since(long begin) {
		return Duration.ofNanos(System.nanoTime() - begin);
	}

	private void serve() {
		while (!this.echo.isClosed()) {
			try {
				Socket socket = this.echo.accept();
				Thread.ofVirtual().start(() -> sayBack(socket));
			}
			catch (IOException _) {
				// Closed at the end of the test.
			}
		}
	}

	private static void sayBack(Socket socket) {
		try (socket; InputStream in = socket.getInputStream(); OutputStream out = socket.getOutputStream()) {
			in.transferTo(out);
		}
		catch (IOException _) {
			// The proxy broke the connection.
		}
	}

}
