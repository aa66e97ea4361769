package io.claraconnect.guarantees.privacy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A search for marks through many places. Keeps what was found and how much was looked
 * at, for a search of nothing finds nothing. For one thread.
 */
final class Search {

	private static final int PIECE = 1 << 20;

	private static final int DEPTH = 3;

	private final Needles needles;

	private final List<Permitted> permitted;

	private final Set<Finding> findings = new LinkedHashSet<>();

	private final Map<Permitted, Integer> used = new LinkedHashMap<>();

	private final Map<String, Long> bytes = new TreeMap<>();

	Search(Collection<Mark> marks, List<Permitted> permitted) {
		this.needles = new Needles(marks);
		this.permitted = List.copyOf(permitted);
		this.permitted.forEach((one) -> this.used.put(one, 0));
	}

	/** Looks through bytes, and through what is packed inside them. */
	void in(String kind, String place, byte[] content) {
		count(kind, content.length);
		look(place, content, content.length, 0);
		unpack(place, content, content.length, 1);
	}

	void in(String kind, String place, String content) {
		in(kind, place, content.getBytes(StandardCharsets.UTF_8));
	}

	/** Looks through a stream of any length. */
	void in(String kind, String place, InputStream content) throws IOException {
		byte[] buffer = new byte[PIECE + this.needles.overlap()];
		int kept = 0;
		long before = 0;
		int read = content.readNBytes(buffer, 0, buffer.length);
		while (read > 0) {
			count(kind, read);
			look(place, buffer, kept + read, before);
			unpack(place, buffer, kept + read, 1);
			int keep = Math.min(this.needles.overlap(), kept + read);
			before += kept + read - keep;
			System.arraycopy(buffer, kept + read - keep, buffer, 0, keep);
			kept = keep;
			read = content.readNBytes(buffer, kept, buffer.length - kept);
		}
	}

	private void unpack(String place, byte[] content, int length, int depth) {
		for (Packed packed : Packed.within(content, length)) {
			String inside = place + " > " + packed.how();
			look(inside, packed.content(), packed.content().length, 0);
			if (depth < DEPTH) {
				unpack(inside, packed.content(), packed.content().length, depth + 1);
			}
		}
	}

	private void look(String place, byte[] content, int length, long before) {
		this.needles.find(content, length, (form, at) -> {
			Finding finding = new Finding(form.mark(), form.how(), place + " @" + (before + at));
			this.permitted.stream()
				.filter((one) -> one.covers(finding))
				.findFirst()
				.ifPresentOrElse((one) -> this.used.merge(one, 1, Integer::sum), () -> this.findings.add(finding));
		});
	}

	private void count(String kind, long bytes) {
		this.bytes.merge(kind, bytes, Long::sum);
	}

	/** What was found where it does not belong. */
	Set<Finding> findings() {
		return Set.copyOf(this.findings);
	}

	/**
	 * The findings, one for each mark and place, as far as a person wants to read them.
	 */
	String told() {
		Map<String, String> shown = new LinkedHashMap<>();
		for (Finding finding : this.findings) {
			shown.putIfAbsent(finding.mark().id() + finding.place().replaceAll("[0-9]+", "#"), finding.toString());
		}
		return String.join("\n", shown.values().stream().limit(60).toList());
	}

	/** How much was looked at, in bytes by kind of place. */
	Map<String, Long> looked() {
		return Map.copyOf(this.bytes);
	}

	/** How often each permission was needed. */
	Map<Permitted, Integer> used() {
		return Map.copyOf(this.used);
	}

}
