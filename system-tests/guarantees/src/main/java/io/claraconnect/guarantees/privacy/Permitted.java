package io.claraconnect.guarantees.privacy;

import java.util.regex.Pattern;

/**
 * A place that may hold a mark.
 *
 * @param mark ids of marks, a regular expression
 * @param place places, a regular expression
 * @param why the reason, for the report
 */
record Permitted(Pattern mark, Pattern place, String why) {

	static Permitted of(String mark, String place, String why) {
		return new Permitted(Pattern.compile(mark), Pattern.compile(place), why);
	}

	boolean covers(Finding finding) {
		return this.mark.matcher(finding.mark().id()).matches() && this.place.matcher(finding.place()).find();
	}

}
