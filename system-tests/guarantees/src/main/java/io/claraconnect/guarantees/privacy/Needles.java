package io.claraconnect.guarantees.privacy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * All forms of all marks, looked for at once: eight bytes of the haystack at a time are
 * compared with the beginnings of all forms.
 */
final class Needles {

	private static final int BITS = 20;

	private final Map<Long, List<Form>> byBeginning = new HashMap<>();

	private final boolean[] likely = new boolean[1 << BITS];

	private final int longest;

	Needles(Collection<Mark> marks) {
		int longest = 0;
		for (Mark mark : marks) {
			for (Form form : Form.of(mark)) {
				long beginning = beginning(form.bytes());
				this.byBeginning.computeIfAbsent(beginning, (_) -> new ArrayList<>()).add(form);
				this.likely[slot(beginning)] = true;
				longest = Math.max(longest, form.bytes().length);
			}
		}
		this.longest = longest;
	}

	/** How many bytes two pieces of one haystack must share so that nothing is missed. */
	int overlap() {
		return this.longest;
	}

	/** Tells of every form in these bytes, with its offset. */
	void find(byte[] haystack, int length, BiConsumer<Form, Integer> taker) {
		long window = 0;
		for (int i = 0; i < length; i++) {
			window = (window << Byte.SIZE) | (Form.folded(haystack[i]) & 0xFF);
			if (i >= Long.BYTES - 1 && this.likely[slot(window)]) {
				compare(haystack, length, i - Long.BYTES + 1, window, taker);
			}
		}
	}

	private void compare(byte[] haystack, int length, int from, long window, BiConsumer<Form, Integer> taker) {
		for (Form form : this.byBeginning.getOrDefault(window, List.of())) {
			byte[] wanted = form.bytes();
			if (from + wanted.length <= length && equal(haystack, from, wanted)) {
				taker.accept(form, from);
			}
		}
	}

	private static boolean equal(byte[] haystack, int from, byte[] wanted) {
		for (int i = Long.BYTES; i < wanted.length; i++) {
			if (Form.folded(haystack[from + i]) != wanted[i]) {
				return false;
			}
		}
		return true;
	}

	private static long beginning(byte[] bytes) {
		long beginning = 0;
		for (int i = 0; i < Long.BYTES; i++) {
			beginning = (beginning << Byte.SIZE) | (bytes[i] & 0xFF);
		}
		return beginning;
	}

	private static int slot(long window) {
		return (int) ((window * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - BITS));
	}

}
