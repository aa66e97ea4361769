package io.claraconnect.ats.http;

/**
 * Looks for characters that JSON allows and that no place behind us can keep: a NUL, and
 * a half of a surrogate pair, both as escapes and as bytes.
 */
final class JsonText {

	private static final int ESCAPE_LENGTH = 6;

	private JsonText() {
	}

	/** Whether every character of the text can be kept; says nothing of its form. */
	static boolean keepable(byte[] json) {
		for (int i = 0; i < json.length; i++) {
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
