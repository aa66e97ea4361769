package io.claraconnect.guarantees.privacy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * What is packed inside other bytes: gzip, zlib, or an entry of a zip file.
 *
 * @param how the way of packing and its offset
 * @param content what was packed, as far as it could be unpacked
 */
@SuppressWarnings("ArrayRecordComponent")
record Packed(String how, byte[] content) {

	private static final int MOST = 16 << 20;

	private static final int LEAST = 16;

	private static final int PIECE = 512;

	private static final int ZIP_HEADER = 30;

	static List<Packed> within(byte[] content, int length) {
		List<Packed> found = new ArrayList<>();
		for (int i = 0; i + LEAST < length; i++) {
			byte[] unpacked = switch (content[i]) {
				case 0x1f -> gzip(content, length, i);
				case 0x78 -> zlib(content, length, i);
				case 'P' -> zip(content, length, i);
				default -> new byte[0];
			};
			if (unpacked.length >= Mark.SHORTEST) {
				found.add(new Packed("unpacked @" + i, unpacked));
			}
		}
		return found;
	}

	private static byte[] gzip(byte[] content, int length, int at) {
		if (content[at + 1] != (byte) 0x8b || content[at + 2] != 8) {
			return new byte[0];
		}
		try (InputStream packed = new GZIPInputStream(new ByteArrayInputStream(content, at, length - at))) {
			return all(packed);
		}
		catch (IOException _) {
			return new byte[0];
		}
	}

	private static byte[] zlib(byte[] content, int length, int at) {
		int second = content[at + 1] & 0xFF;
		if (second != 0x01 && second != 0x5e && second != 0x9c && second != 0xda) {
			return new byte[0];
		}
		return all(new InflaterInputStream(new ByteArrayInputStream(content, at, length - at)));
	}

	private static byte[] zip(byte[] content, int length, int at) {
		if (at + ZIP_HEADER >= length || content[at + 1] != 'K' || content[at + 2] != 3 || content[at + 3] != 4
				|| content[at + 8] != 8) {
			return new byte[0];
		}
		int start = at + ZIP_HEADER + number(content, at + 26) + number(content, at + 28);
		if (start >= length) {
			return new byte[0];
		}
		return all(
				new InflaterInputStream(new ByteArrayInputStream(content, start, length - start), new Inflater(true)));
	}

	private static int number(byte[] content, int at) {
		return (content[at] & 0xFF) | ((content[at + 1] & 0xFF) << Byte.SIZE);
	}

	/** All that comes out before the packed bytes end or turn out broken. */
	private static byte[] all(InputStream packed) {
		ByteArrayOutputStream content = new ByteArrayOutputStream(PIECE);
		byte[] piece = new byte[PIECE];
		try {
			int read = packed.read(piece);
			while (read > 0 && content.size() < MOST) {
				content.write(piece, 0, read);
				read = packed.read(piece);
			}
		}
		catch (IOException _) {
			return content.toByteArray();
		}
		return content.toByteArray();
	}

}
