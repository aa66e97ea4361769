package io.claraconnect.writeback.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last line of a note, by which it is found again: the same beginning for every note
 * of an application, and the ledger revision, which no two writes share.
 *
 * @param reference twelve hexadecimal digits
 */
public record NoteMarker(String reference) {

	static final String WORDS = "CLARA ref ";

	/** The marker of an application's notes. */
	public static NoteMarker of(String integrationId, String applicationId) {
		return new NoteMarker(HexFormat.of().formatHex(sha256(integrationId + "\n" + applicationId), 0, 6));
	}

	private static byte[] sha256(String text) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("This Java runtime has no SHA-256", ex);
		}
	}

	/**
	 * The line in the note of one write.
	 * @param value what the note tells, of which it carries a digest
	 */
	public String line(long revision, String value) {
		return WORDS + this.reference + "." + revision + "-" + digest(value);
	}

	/**
	 * Whether a note tells that value. Never used to find a note, only to judge one whose
	 * ledger row was lost.
	 */
	public boolean tells(String noteText, String value) {
		return revisionIn(noteText).stream().anyMatch((revision) -> noteText.contains(line(revision, value)));
	}

	private static String digest(String value) {
		return HexFormat.of().formatHex(sha256(value), 0, 3);
	}

	/** How a later note names this one; reads as no marker. */
	String name(long revision) {
		return this.reference + "." + revision;
	}

	/** The revision of the write that a note comes from, if it is one of these notes. */
	public OptionalLong revisionIn(String noteText) {
		Matcher matcher = Pattern.compile(Pattern.quote(WORDS + this.reference) + "\\.(\\d{1,18})(?!\\d)")
			.matcher(noteText);
		OptionalLong last = OptionalLong.empty();
		while (matcher.find()) {
			last = OptionalLong.of(Long.parseLong(matcher.group(1)));
		}
		return last;
	}

}
