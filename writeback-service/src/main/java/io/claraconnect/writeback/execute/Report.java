package io.claraconnect.writeback.execute;

import org.jspecify.annotations.Nullable;

/**
 * What is told of one slot.
 *
 * @param outcome WRITTEN, ALREADY_THERE, SKIPPED, REFUSED, IN_DOUBT, NEEDS_PERSON or HELD
 * @param code why, as a short code, or null
 * @param seen whether it was seen in the ATS
 */
record Report(String outcome, @Nullable String code, boolean seen) {

	static Report written(@Nullable String concern) {
		return new Report("WRITTEN", concern, true);
	}

	static Report alreadyThere() {
		return new Report("ALREADY_THERE", null, true);
	}

	static Report refused(String code) {
		return new Report("REFUSED", code, false);
	}

	static Report inDoubt(String code) {
		return new Report("IN_DOUBT", code, false);
	}

}
