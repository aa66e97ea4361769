package io.claraconnect.ingressbench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** What the ingress says to deliveries that mean no good, and how soon. */
final class Abuse {

	private static final int MIB = 1024 * 1024;

	private static final int TIMES = 5;

	private static final int MEMBERS = 10_000;

	private final BenchStack stack;

	private final InetSocketAddress address;

	Abuse(BenchStack stack, InetSocketAddress address) {
		this.stack = stack;
		this.address = address;
	}

	/** Tries everything. */
	List<Finding> findings() {
		List<Finding> findings = new ArrayList<>();
		findings.add(tried("body of 1 MiB and one byte", text("\"" + "x".repeat(MIB - 1) + "\"")));
		findings.add(tried("gzip of a delivery", gzipped(1), "Content-Encoding: gzip"));
		findings.add(tried("gzip bomb, 10 MB to 10 GB", gzipped(MEMBERS), "Content-Encoding: gzip"));
		findings.add(tried("JSON 65 levels deep", text("[".repeat(65) + "]".repeat(65))));
		findings.add(tried("JSON 500,000 levels deep", text("[".repeat(500_000) + "]".repeat(500_000))));
		findings.add(tried("a million keys", text(keys(1_000_000))));
		findings.add(tried("120,000 keys in less than 1 MiB", text(keys(120_000))));
		findings.add(tried("a number of a million digits", text("1".repeat(1_000_000))));
		findings.add(tried("a key twice", text("{\"action\":\"ping\",\"action\":\"ping\"}")));
		findings.add(tried("a lone surrogate", text("{\"action\":\"\\ud800\"}")));
		findings.add(tried("a NUL", text("{\"action\":\"\\u0000\"}")));
		return findings;
	}

	/**
	 * The fastest of some tries: what the answer costs, not what the machine does
	 * meanwhile.
	 */
	private Finding tried(String what, byte[] body, String... headers) {
		byte[] request = this.stack.delivery(body, headers);
		int status = 0;
		double millis = Double.MAX_VALUE;
		for (int i = 0; i < TIMES; i++) {
			long start = System.nanoTime();
			status = status(request);
			millis = Math.min(millis, (System.nanoTime() - start) / 1e6);
		}
		return new Finding(what, status, millis);
	}

	private int status(byte[] request) {
		try (Socket socket = new Socket(this.address.getAddress(), this.address.getPort())) {
			socket.setSoTimeout(20_000);
			try {
				socket.getOutputStream().write(request);
			}
			catch (SocketException _) {
				// Refused while it was still sent: the answer is there, or the connection
				// gone.
				return answered(socket);
			}
			return answered(socket);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The ingress does not answer", ex);
		}
	}

	private static int answered(Socket socket) throws IOException {
		InputStream in = socket.getInputStream();
		byte[] line = in.readNBytes("HTTP/1.1 200".length());
		return (line.length < 12) ? 0 : Integer.parseInt(new String(line, 9, 3, StandardCharsets.US_ASCII));
	}

	/** Resident memory of the ingress in MiB; negative where the system does not tell. */
	static long memory(long pid) {
		try {
			return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status"))
				.stream()
				.filter((line) -> line.startsWith("VmRSS:"))
				.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
				.findFirst()
				.orElse(-1);
		}
		catch (IOException ex) {
			return -1;
		}
	}

	private static byte[] text(String json) {
		return json.getBytes(StandardCharsets.UTF_8);
	}

	private static String keys(int count) {
		return IntStream.range(0, count)
			.mapToObj((i) -> "\"" + Integer.toString(i, 36) + "\":0")
			.collect(Collectors.joining(",", "{", "}"));
	}

	/** Members of 1 MiB of zeros, which may follow each other in one body. */
	private static byte[] gzipped(int members) {
		ByteArrayOutputStream member = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(member)) {
			gzip.write(new byte[MIB]);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		ByteArrayOutputStream all = new ByteArrayOutputStream(members * member.size());
		for (int i = 0; i < members; i++) {
			all.writeBytes(member.toByteArray());
		}
		return all.toByteArray();
	}

	/**
	 * What came of one abuse.
	 *
	 * @param what the abuse
	 * @param status the answer; 0 when the connection was closed without one
	 * @param millis the fastest of five tries, sending included
	 */
	record Finding(String what, int status, double millis) {

		boolean refused() {
			return this.status >= 400 && this.status < 500;
		}

	}

}
