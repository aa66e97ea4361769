package io.claraconnect.ats.api;

import java.util.regex.Pattern;

/**
 * The stable id of one kind of applicant tracking system, as it stands in settings,
 * topics and URLs.
 *
 * @param value lower-case letters, digits and hyphens, 2 to 32 characters
 */
public record AtsId(String value) {

	private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{1,31}");

	public AtsId {
		if (!FORM.matcher(value).matches()) {
			throw new IllegalArgumentException("An ATS id has 2 to 32 lower-case letters, digits or hyphens");
		}
	}

	@Override
	public String toString() {
		return this.value;
	}

}
