package io.claraconnect.ats.http;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks for characters that JSON allows and that no place behind us can keep: a NUL, and
 * a half of a surrogate pair, both as escapes and as bytes.
 */
final class JsonText {

	private static final int ESCAPE_LENGTH = 6;

	private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final long LOW_BITS = 0x0101_0101_0101_0101L;

	private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

	private static final long BACKSLASHES = 0x5c5c_5c5c_5c5c_5c5cL;

	private static final long SURROGATES = 0xeded_eded_eded_ededL;

	private JsonText() {
	}

	/** Whether every character of the text can be kept; says nothing of its form. */
	static boolean keepable(byte[] json) {
		for (int i = 0; i < json.length; i++) {
			while (i + Long.BYTES <= json.length && isPlain((long) EIGHT.get(json, i))) {
				i += Long.BYTES;
			}
			if (i == json.length) {
				return true;
			}
			byte here = json[i];
			if (here == '\\') {
				int unit = escaped(json, i);
				if (unit == 0 || isLow(unit)) {
					return false;
				}
				if (isHigh(unit)) {
					if (!isLow(escaped(json, i + ESCAPE_LENGTH))) {
						return false;
					}
					i += 2 * ESCAPE_LENGTH - 1;
				}
				else {
					i++;
				}
			}
			else if (here == 0 || (here == (byte) 0xed && i + 1 < json.length && (json[i + 1] & 0xe0) == 0xa0)) {
				return false;
			}
		}
		return true;
	}

	/** Whether none of eight bytes is NUL, a backslash or 0xed. */
	private static boolean isPlain(long eight) {
		return ((zero(eight) | zero(eight ^ BACKSLASHES) | zero(eight ^ SURROGATES)) & HIGH_BITS) == 0;
	}

	/** Sets the high bit of the lowest byte that is zero, and no other below it. */
	private static long zero(long eight) {
		return (eight - LOW_BITS) & ~eight;
	}

	/** The code unit of an escape at this place; negative when none is there. */
	private static int escaped(byte[] json, int at) {
		if (at + ESCAPE_LENGTH > json.length || json[at] != '\\' || json[at + 1] != 'u') {
			return -1;
		}
		int unit = 0;
		for (int i = at + 2; i < at + ESCAPE_LENGTH; i++) {
			int digit = Character.digit(json[i], 16);
			if (digit < 0) {
				return -1;
			}
			unit = 16 * unit + digit;
		}
		return unit;
	}

	private static boolean isHigh(int unit) {
		return unit >= Character.MIN_HIGH_SURROGATE && unit <= Character.MAX_HIGH_SURROGATE;
	}

	private static boolean isLow(int unit) {
		return unit >= Character.MIN_LOW_SURROGATE && unit <= Character.MAX_LOW_SURROGATE;
	}

}
