package io.claraconnect.writeback.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A status that has a tag; the better ones come first. */
public enum Band {

	/** Worth a talk. */
	QUALIFIED,
	/** At or above the threshold. */
	PRE_QUALIFIED,
	/** Below the threshold. */
	NOT_QUALIFIED;

	/** The band of a status; none for one that has no tag. */
	public static Optional<Band> of(String status) {
		return Arrays.stream(values()).filter((band) -> band.status().equals(status)).findFirst();
	}

	/** The only tags that are ever touched. */
	public static List<String> tags() {
		return Arrays.stream(values()).map(Band::tag).toList();
	}

	/** Whether a tag is one of ours, however the vendor spells it. */
	public static boolean isOurs(String tag) {
		return tags().stream().anyMatch(tag::equalsIgnoreCase);
	}

	/** The tag, exactly as it is written. */
	public String tag() {
		return "CLARA " + status();
	}

	private String status() {
		return name().toLowerCase(Locale.ROOT);
	}

}
