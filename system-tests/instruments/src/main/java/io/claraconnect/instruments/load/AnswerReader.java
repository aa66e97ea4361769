package io.claraconnect.instruments.load;

import java.nio.charset.StandardCharsets;

/**
 * Finds the end of an HTTP/1.1 answer in what came in so far. Knows bodies of a stated
 * length alone: what a receiver of webhooks answers has no other.
 */
final class AnswerReader {

	/** Not all of it is there. */
	static final int INCOMPLETE = 0;

	private static final byte[] LENGTH = "\ncontent-length:".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] CLOSE = "\nconnection: close".getBytes(StandardCharsets.US_ASCII);

	private boolean closes;

	/**
	 * Reads.
	 * @param bytes what came in
	 * @param length how much of that is filled
	 * @return the status, or {@link #INCOMPLETE}
	 * @throws IllegalArgumentException when it is no such answer
	 */
	int read(byte[] bytes, int length) {
		int end = endOfHead(bytes, length);
		if (end < 0) {
			return INCOMPLETE;
		}
		if (bytes[0] != 'H' || bytes[8] != ' ') {
			throw new IllegalArgumentException("not HTTP");
		}
		int at = find(bytes, end, LENGTH);
		int body = (at < 0) ? 0 : number(bytes, at + LENGTH.length);
		if (length < end + body) {
			return INCOMPLETE;
		}
		if (length > end + body) {
			throw new IllegalArgumentException("more than one answer");
		}
		this.closes = find(bytes, end, CLOSE) >= 0;
		return 100 * (bytes[9] - '0') + 10 * (bytes[10] - '0') + (bytes[11] - '0');
	}

	/** Whether the server closes the connection after the answer that was read last. */
	boolean closes() {
		return this.closes;
	}

	private static int endOfHead(byte[] bytes, int length) {
		for (int i = 3; i < length; i++) {
			if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
				return i + 1;
			}
		}
		return -1;
	}

	/** Names of headers are compared without regard to case. */
	private static int find(byte[] bytes, int end, byte[] wanted) {
		for (int i = 12; i <= end - wanted.length; i++) {
			int same = 0;
			while (same < wanted.length && lower(bytes[i + same]) == wanted[same]) {
				same++;
			}
			if (same == wanted.length) {
				return i;
			}
		}
		return -1;
	}

	private static byte lower(byte letter) {
		return (letter >= 'A' && letter <= 'Z') ? (byte) (letter + ('a' - 'A')) : letter;
	}

	private static int number(byte[] bytes, int from) {
		int at = from;
		while (bytes[at] == ' ') {
			at++;
		}
		int number = 0;
		for (; bytes[at] >= '0' && bytes[at] <= '9'; at++) {
			number = 10 * number + (bytes[at] - '0');
		}
		return number;
	}

}
