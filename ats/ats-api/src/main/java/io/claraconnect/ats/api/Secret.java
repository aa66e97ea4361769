package io.claraconnect.ats.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import org.jspecify.annotations.Nullable;

/**
 * A credential or key. Its text can be had only by asking for it, so that it does not
 * slip into a log, a metric or an error: {@link #toString()} is always the same word, and
 * equality takes the same time whatever differs.
 */
public final class Secret {

	private final byte[] text;

	private Secret(byte[] text) {
		this.text = text;
	}

	/** A secret of the given text, kept as UTF-8. */
	public static Secret of(String text) {
		return new Secret(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * The text. The caller keeps it out of everything that is stored, logged or thrown.
	 */
	public String reveal() {
		return new String(this.text, StandardCharsets.UTF_8);
	}

	/** The text as UTF-8 bytes; a copy that the caller may overwrite. */
	public byte[] revealBytes() {
		return this.text.clone();
	}

	/** Whether there is no text at all. */
	public boolean isEmpty() {
		return this.text.length == 0;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Secret that && MessageDigest.isEqual(this.text, that.text);
	}

	@Override
	public int hashCode() {
		return Secret.class.hashCode();
	}

	@Override
	public String toString() {
		return "[secret]";
	}

}
