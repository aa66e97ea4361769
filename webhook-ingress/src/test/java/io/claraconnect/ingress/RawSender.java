package io.claraconnect.ingress;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A sender that keeps to no rules: it sends bytes as they are and reads what comes. */
final class RawSender implements AutoCloseable {

	static final int CLOSED = -1;

	private final Socket socket;

	RawSender(int port) {
		try {
			this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
			this.socket.setSoTimeout(20_000);
			this.socket.setTcpNoDelay(true);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String head(String path, String... headers) {
		return "POST " + path + " HTTP/1.1\r\nHost: ingress\r\nContent-Type: application/json\r\n"
				+ String.join("", List.of(headers).stream().map((header) -> header + "\r\n").toList()) + "\r\n";
	}

	RawSender send(String text) throws IOException {
		return send(text.getBytes(StandardCharsets.UTF_8));
	}

	RawSender send(byte[] bytes) throws IOException {
		this.socket.getOutputStream().write(bytes);
		this.socket.getOutputStream().flush();
		return this;
	}

	/** The status of the next answer, or {@link #CLOSED}. */
	int status() throws IOException {
		InputStream in = this.socket.getInputStream();
		byte[] line = in.readNBytes("HTTP/1.1 200".length());
		return (line.length < 12) ? CLOSED : Integer.parseInt(new String(line, 9, 3, StandardCharsets.US_ASCII));
	}

	/** What came since, at least one byte. */
	String rest() throws IOException {
		byte[] bytes = new byte[4096];
		StringBuilder text = new StringBuilder();
		while (text.indexOf("HTTP/1.1") < 0 || text.lastIndexOf("\r\n\r\n") < text.indexOf("HTTP/1.1")) {
			int read = this.socket.getInputStream().read(bytes);
			if (read < 0) {
				return text.toString();
			}
			text.append(new String(bytes, 0, read, StandardCharsets.US_ASCII));
		}
		return text.toString();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
