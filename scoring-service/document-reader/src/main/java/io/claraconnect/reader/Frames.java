package io.claraconnect.reader;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The language between a service and its reader process: length-prefixed frames of plain
 * data in both directions.
 */
final class Frames {

	static final int READY = 0x434C4152;

	private static final int MAX_REPLY = 16 * 1024 * 1024;

	private static final int MAX_HINT = 1024;

	private Frames() {
	}

	static void writeRequest(DataOutputStream out, DocumentSource source) throws IOException {
		byte[] type = hint(source.contentType());
		byte[] name = hint(source.fileName());
		out.writeInt(12 + type.length + name.length + source.content().length);
		writeBytes(out, type);
		writeBytes(out, name);
		writeBytes(out, source.content());
		out.flush();
	}

	/** The next request, or nothing when the other side has closed. */
	static Optional<DocumentSource> readRequest(DataInputStream in, int maxBytes) throws IOException {
		byte[] prefix = in.readNBytes(4);
		if (prefix.length < 4) {
			return Optional.empty();
		}
		int length = ByteBuffer.wrap(prefix).getInt();
		if (length < 12 || length > maxBytes + 2 * MAX_HINT + 12) {
			throw new IOException("Frame length out of bounds");
		}
		String type = new String(readBytes(in, MAX_HINT), StandardCharsets.UTF_8);
		String name = new String(readBytes(in, MAX_HINT), StandardCharsets.UTF_8);
		return Optional.of(new DocumentSource(readBytes(in, maxBytes), type, name));
	}

	static void writeReply(DataOutputStream out, ReadOutcome outcome) throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		DataOutputStream data = new DataOutputStream(body);
		switch (outcome) {
			case Unreadable unreadable -> {
				data.writeByte(0);
				data.writeByte(unreadable.reason().ordinal());
			}
			case ExtractedDocument document -> writeDocument(data, document);
		}
		writeBytes(out, body.toByteArray());
		out.flush();
	}

	private static void writeDocument(DataOutputStream data, ExtractedDocument document) {
		try {
			data.writeByte(1);
			data.writeByte(document.type().ordinal());
			writeBytes(data, document.text().getBytes(StandardCharsets.UTF_8));
			writeBytes(data, document.hiddenText().getBytes(StandardCharsets.UTF_8));
			data.writeInt(document.pages());
			data.writeInt(document.spans().size());
			for (TextSpan span : document.spans()) {
				data.writeInt(span.page());
				data.writeInt(span.start());
				data.writeInt(span.end());
				data.writeBoolean(span.visible());
			}
			data.writeInt(document.warnings().size());
			for (ReadWarning warning : document.warnings()) {
				data.writeByte(warning.ordinal());
			}
			writeBytes(data, document.extractorVersion().getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static ReadOutcome readReply(DataInputStream in) throws IOException {
		DataInputStream data = new DataInputStream(new ByteArrayInputStream(readBytes(in, MAX_REPLY)));
		if (data.readByte() == 0) {
			return new Unreadable(constant(Unreadable.Reason.values(), data.readByte()));
		}
		DocumentType type = constant(DocumentType.values(), data.readByte());
		String text = new String(readBytes(data, MAX_REPLY), StandardCharsets.UTF_8);
		String hidden = new String(readBytes(data, MAX_REPLY), StandardCharsets.UTF_8);
		int pages = data.readInt();
		List<TextSpan> spans = new ArrayList<>();
		for (int left = data.readInt(); left > 0; left--) {
			spans.add(span(data, text.length(), hidden.length()));
		}
		List<ReadWarning> warnings = new ArrayList<>();
		for (int left = data.readInt(); left > 0; left--) {
			warnings.add(constant(ReadWarning.values(), data.readByte()));
		}
		String version = new String(readBytes(data, MAX_HINT), StandardCharsets.UTF_8);
		return new ExtractedDocument(type, text, hidden, spans, pages, warnings, version);
	}

	private static TextSpan span(DataInputStream data, int visibleLength, int hiddenLength) throws IOException {
		int page = data.readInt();
		int start = data.readInt();
		int end = data.readInt();
		boolean visible = data.readBoolean();
		if (page < 1 || start < 0 || end < start || end > (visible ? visibleLength : hiddenLength)) {
			throw new IOException("Span out of bounds");
		}
		return new TextSpan(page, start, end, visible);
	}

	private static <E> E constant(E[] constants, byte ordinal) throws IOException {
		if (ordinal < 0 || ordinal >= constants.length) {
			throw new IOException("Unknown code");
		}
		return constants[ordinal];
	}

	private static byte[] hint(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		return (bytes.length <= MAX_HINT) ? bytes : new byte[0];
	}

	private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
		out.writeInt(bytes.length);
		out.write(bytes);
	}

	private static byte[] readBytes(DataInputStream in, int max) throws IOException {
		int length = in.readInt();
		if (length < 0 || length > max) {
			throw new IOException("Length out of bounds");
		}
		byte[] bytes = in.readNBytes(length);
		if (bytes.length < length) {
			throw new IOException("Cut off");
		}
		return bytes;
	}

}
