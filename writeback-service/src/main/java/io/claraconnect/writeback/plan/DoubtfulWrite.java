package io.claraconnect.writeback.plan;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A write that may still turn up in the ATS.
 *
 * @param revision the ledger revision in its marker
 * @param value what it would say
 */
public record DoubtfulWrite(long revision, String value) {

	/** The text in which a ledger row keeps them. */
	public static String format(List<DoubtfulWrite> writes) {
		return writes.stream().map((write) -> write.revision() + " " + write.value()).collect(Collectors.joining("\n"));
	}

	/** The reverse of {@link #format}. */
	public static List<DoubtfulWrite> parse(String text) {
		return Arrays.stream(text.split("\n", -1)).filter((line) -> !line.isEmpty()).map((line) -> {
			int space = line.indexOf(' ');
			return new DoubtfulWrite(Long.parseLong(line.substring(0, space)), line.substring(space + 1));
		}).toList();
	}

}
