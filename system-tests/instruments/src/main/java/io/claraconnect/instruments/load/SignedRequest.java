package io.claraconnect.instruments.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One POST with a JSON body, made from text in which {@code {number}} stands for twelve
 * digits and, in the headers, {@code {signature}} for the HMAC-SHA256 of the body in
 * lower-case hexadecimal digits. All that comes before the number is hashed once: a body
 * that has its number near its end costs a copy and a few blocks of SHA-256, so that a
 * generator does not measure its own signing. Not safe for use by many threads.
 */
public final class SignedRequest implements Requests {

	/** The smallest number that has twelve digits. */
	public static final long FIRST_NUMBER = 100_000_000_000L;

	private static final String NUMBER = "{number}";

	private static final String SIGNATURE = "{signature}";

	private static final int DIGITS = 12;

	private static final int SIGNATURE_DIGITS = 64;

	private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

	private final byte[] request;

	private final int signatureAt;

	private final int headNumberAt;

	private final int bodyAt;

	private final int bodyNumberAt;

	private final Mac upToNumber;

	private final byte[] scratch;

	private SignedRequest(String head, String body, byte[] secret) {
		byte[] bodyBytes = body.replace(NUMBER, "0".repeat(DIGITS)).getBytes(StandardCharsets.UTF_8);
		String whole = head.replace(SIGNATURE, "0".repeat(SIGNATURE_DIGITS)).replace(NUMBER, "0".repeat(DIGITS))
				+ "Content-Length: " + bodyBytes.length + "\r\n\r\n";
		byte[] headBytes = whole.getBytes(StandardCharsets.US_ASCII);
		this.request = ByteBuffer.allocate(headBytes.length + bodyBytes.length).put(headBytes).put(bodyBytes).array();
		this.signatureAt = head.replace(NUMBER, "0".repeat(DIGITS)).indexOf(SIGNATURE);
		this.headNumberAt = head.replace(SIGNATURE, "0".repeat(SIGNATURE_DIGITS)).indexOf(NUMBER);
		this.bodyAt = headBytes.length;
		int before = body.substring(0, body.indexOf(NUMBER)).getBytes(StandardCharsets.UTF_8).length;
		this.bodyNumberAt = headBytes.length + before;
		this.upToNumber = begun(secret, bodyBytes, before);
		this.scratch = this.request.clone();
	}

	/**
	 * A request.
	 * @param head request line and headers, each ended by CR LF, without Content-Length;
	 * has the signature and the number once each
	 * @param body JSON with the number once
	 * @param secret what the body is signed with
	 */
	public static SignedRequest of(String head, String body, byte[] secret) {
		for (String needed : new String[] { NUMBER, SIGNATURE }) {
			if (head.indexOf(needed) < 0 || head.indexOf(needed) != head.lastIndexOf(needed)) {
				throw new IllegalArgumentException("The head must have " + needed + " once");
			}
		}
		if (body.indexOf(NUMBER) < 0 || body.indexOf(NUMBER) != body.lastIndexOf(NUMBER)) {
			throw new IllegalArgumentException("The body must have " + NUMBER + " once");
		}
		return new SignedRequest(head, body, secret);
	}

	private static Mac begun(byte[] secret, byte[] body, int length) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(secret, "HmacSHA256"));
			mac.update(body, 0, length);
			return mac;
		}
		catch (InvalidKeyException ex) {
			throw new IllegalArgumentException("Not a secret", ex);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java has HMAC-SHA256", ex);
		}
	}

	@Override
	public void write(long number, ByteBuffer into) {
		digits(number, this.headNumberAt);
		digits(number, this.bodyNumberAt);
		sign();
		into.put(this.scratch);
	}

	private void digits(long number, int at) {
		if (number < FIRST_NUMBER || number >= 10 * FIRST_NUMBER) {
			throw new IllegalArgumentException(number + " has not twelve digits");
		}
		long rest = number;
		for (int i = DIGITS - 1; i >= 0; i--) {
			this.scratch[at + i] = (byte) ('0' + rest % 10);
			rest /= 10;
		}
	}

	private void sign() {
		try {
			Mac mac = (Mac) this.upToNumber.clone();
			mac.update(this.scratch, this.bodyNumberAt, this.scratch.length - this.bodyNumberAt);
			byte[] signature = mac.doFinal();
			for (int i = 0; i < signature.length; i++) {
				this.scratch[this.signatureAt + 2 * i] = HEX[(signature[i] >> 4) & 0xf];
				this.scratch[this.signatureAt + 2 * i + 1] = HEX[signature[i] & 0xf];
			}
		}
		catch (CloneNotSupportedException ex) {
			throw new IllegalStateException("This Java runtime cannot fork a running HMAC", ex);
		}
	}

	/** The size of the body. */
	public int bodyLength() {
		return this.request.length - this.bodyAt;
	}

	@Override
	public int longest() {
		return this.request.length;
	}

}
