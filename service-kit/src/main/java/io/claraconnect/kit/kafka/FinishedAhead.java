package io.claraconnect.kit.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The records that are finished although one before them is not, as the metadata of a
 * committed offset: so a restart or a move of the partition handles few of them again. A
 * text of runs, each as distance from the end of the run before and length, in base 36.
 * What no longer fits is left out and will be handled again.
 */
final class FinishedAhead {

	/** Brokers take 4096 bytes unless told otherwise. */
	private static final int LONGEST = 4_000;

	private static final String FORM = "a1";

	private static final int RADIX = 36;

	private FinishedAhead() {
	}

	/**
	 * Writes offsets down.
	 * @param base the committed offset
	 * @param finished offsets above it, in their order
	 */
	static String write(long base, Iterable<Long> finished) {
		StringBuilder text = new StringBuilder(FORM);
		long end = base;
		long from = -1;
		long to = -1;
		for (long offset : finished) {
			if (offset == to) {
				to++;
				continue;
			}
			if (from >= 0 && !append(text, from - end, to - from)) {
				return text.toString();
			}
			end = (from >= 0) ? to : end;
			from = offset;
			to = offset + 1;
		}
		if (from >= 0) {
			append(text, from - end, to - from);
		}
		return (text.length() > FORM.length()) ? text.toString() : "";
	}

	private static boolean append(StringBuilder text, long distance, long length) {
		String run = ' ' + Long.toString(distance, RADIX) + ' ' + Long.toString(length, RADIX);
		if (text.length() + run.length() > LONGEST) {
			return false;
		}
		text.append(run);
		return true;
	}

	/**
	 * Reads what {@link #write} wrote.
	 * @param base the committed offset
	 * @param text the metadata of the commit, which somebody else may have written
	 * @return the offsets; empty for anything else
	 */
	static SortedSet<Long> read(long base, String text) {
		TreeSet<Long> finished = new TreeSet<>();
		List<String> parts = new ArrayList<>(List.of(text.split(" ")));
		if (!FORM.equals(parts.getFirst()) || parts.size() % 2 == 0) {
			return finished;
		}
		long at = base;
		try {
			for (int i = 1; i < parts.size(); i += 2) {
				at += Long.parseLong(parts.get(i), RADIX);
				long end = at + Long.parseLong(parts.get(i + 1), RADIX);
				for (; at < end && finished.size() < PartitionWork.WINDOW; at++) {
					finished.add(at);
				}
			}
			return finished;
		}
		catch (NumberFormatException ex) {
			return new TreeSet<>();
		}
	}

}
