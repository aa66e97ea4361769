package io.claraconnect.reader;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Decodes bytes that may be text: UTF-8, UTF-16 with a byte order mark, else
 * Windows-1252.
 */
final class PlainText {

	private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

	private PlainText() {
	}

	/** The text, or nothing when the bytes hold control characters that no text has. */
	static Optional<String> decode(byte[] content) {
		return strict(content, charsetByMark(content)).or(() -> strict(content, WINDOWS_1252))
			.map((text) -> text.startsWith("\uFEFF") ? text.substring(1) : text)
			.filter(PlainText::isText);
	}

	private static Charset charsetByMark(byte[] content) {
		if (content.length >= 2 && content[0] == (byte) 0xFF && content[1] == (byte) 0xFE) {
			return StandardCharsets.UTF_16LE;
		}
		if (content.length >= 2 && content[0] == (byte) 0xFE && content[1] == (byte) 0xFF) {
			return StandardCharsets.UTF_16BE;
		}
		return StandardCharsets.UTF_8;
	}

	private static Optional<String> strict(byte[] content, Charset charset) {
		try {
			return Optional.of(charset.newDecoder()
				.onMalformedInput(CodingErrorAction.REPORT)
				.onUnmappableCharacter(CodingErrorAction.REPORT)
				.decode(ByteBuffer.wrap(content))
				.toString());
		}
		catch (CharacterCodingException ex) {
			return Optional.empty();
		}
	}

	private static boolean isText(String text) {
		return text.chars().noneMatch((c) -> c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f');
	}

}
