package io.claraconnect.instruments.courier;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A delivery as the vendor sent it. Not to be changed.
 *
 * @param number counts from 1, in the order in which they came
 * @param at when
 * @param path path and query
 * @param headers by lower-case name
 * @param body the raw bytes
 */
public record Arrival(long number, Instant at, String path, Map<String, List<String>> headers, byte[] body) {

	/**
	 * Names the connection, where the address does.
	 * @return its id, or empty for an address that all customers of a vendor share
	 */
	public String integrationId() {
		return part(2, "webhooks");
	}

	/**
	 * Names the slot, where the address does.
	 * @return the slot, or empty
	 */
	public String slot() {
		return part(4, "webhooks");
	}

	private String part(int index, String first) {
		String[] parts = this.path.split("/");
		return (parts.length > index && parts[1].equals(first)) ? parts[index] : "";
	}

	/**
	 * Gives a digest of what came.
	 * @return SHA-256 of the body in hex
	 */
	public String digest() {
		return digest(this.body);
	}

	/**
	 * Gives a digest of bytes.
	 * @param bytes the bytes
	 * @return SHA-256 in hex
	 */
	public static String digest(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public String toString() {
		return "Arrival[" + this.number + ", " + this.body.length + " bytes]";
	}

}
