package io.claraconnect.reader;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Decides the format by the bytes, against an allow list; hints decide only between text
 * formats.
 */
final class TypeByBytes {

	private static final int PDF_HEADER_WINDOW = 1024;

	private static final int MAX_ENTRIES = 2000;

	private static final long MAX_UNPACKED = 64L * 1024 * 1024;

	private static final long MAX_DOCUMENT_XML = 12L * 1024 * 1024;

	private TypeByBytes() {
	}

	static DocumentType of(DocumentSource source) {
		byte[] content = source.content();
		if (indexOf(content, "%PDF-", PDF_HEADER_WINDOW) >= 0) {
			return DocumentType.PDF;
		}
		if (startsWith(content, "PK\u0003\u0004")) {
			return wordDocument(content);
		}
		String text = PlainText.decode(content).orElseThrow(() -> new ReadRefused(Unreadable.Reason.UNSUPPORTED_TYPE));
		return ofText(text, source);
	}

	private static DocumentType ofText(String text, DocumentSource source) {
		String head = text.substring(0, Math.min(text.length(), 2048)).strip().toLowerCase(Locale.ROOT);
		if (head.startsWith("{\\rtf") || head.startsWith("%!ps")) {
			throw new ReadRefused(Unreadable.Reason.UNSUPPORTED_TYPE);
		}
		boolean looksLikeHtml = head.startsWith("<!doctype html") || head.contains("<html") || head.startsWith("<body");
		boolean saysHtml = source.contentType().toLowerCase(Locale.ROOT).startsWith("text/html")
				|| source.fileName().toLowerCase(Locale.ROOT).matches(".*\\.html?");
		return (looksLikeHtml || saysHtml) ? DocumentType.HTML : DocumentType.TEXT;
	}

	/**
	 * Walks the whole archive once, so that a bomb is refused before any XML parser sees
	 * it.
	 */
	private static DocumentType wordDocument(byte[] content) {
		boolean word = false;
		long unpacked = 0;
		int entries = 0;
		try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
			for (Optional<ZipEntry> entry = next(zip); entry.isPresent(); entry = next(zip)) {
				boolean document = "word/document.xml".equals(entry.get().getName());
				word |= document;
				long size = drain(zip, Math.min(MAX_UNPACKED - unpacked, document ? MAX_DOCUMENT_XML : MAX_UNPACKED));
				unpacked += size;
				if (++entries > MAX_ENTRIES) {
					throw new ReadRefused(Unreadable.Reason.TOO_LARGE);
				}
			}
		}
		catch (IOException | IllegalArgumentException ex) {
			throw new ReadRefused(Unreadable.Reason.BROKEN);
		}
		if (!word) {
			throw new ReadRefused(Unreadable.Reason.UNSUPPORTED_TYPE);
		}
		return DocumentType.DOCX;
	}

	private static Optional<ZipEntry> next(ZipInputStream zip) throws IOException {
		return Optional.ofNullable(zip.getNextEntry());
	}

	private static long drain(ZipInputStream zip, long limit) throws IOException {
		byte[] buffer = new byte[8192];
		long size = 0;
		for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
			size += read;
			if (size > limit) {
				throw new ReadRefused(Unreadable.Reason.TOO_LARGE);
			}
		}
		return size;
	}

	private static boolean startsWith(byte[] content, String ascii) {
		return indexOf(content, ascii, ascii.length()) == 0;
	}

	private static int indexOf(byte[] content, String ascii, int window) {
		int last = Math.min(content.length, window) - ascii.length();
		for (int at = 0; at <= last; at++) {
			int matched = 0;
			while (matched < ascii.length() && content[at + matched] == (byte) ascii.charAt(matched)) {
				matched++;
			}
			if (matched == ascii.length()) {
				return at;
			}
		}
		return -1;
	}

}
