package io.claraconnect.failpoints;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a program, written {@code fully.qualified.Class#method@enter} or
 * {@code ...@exit}. Every method of that name that the class itself declares is meant;
 * {@code exit} is reached only when the method did not throw.
 *
 * @param className the binary name of the class
 * @param method the method's name
 * @param enter whether it is before the body, or after it
 */
record Point(String className, String method, boolean enter) {

	private static final Pattern TEXT = Pattern.compile("([\\w.$]+)#([\\w$]+)@(enter|exit)");

	static Point parse(String text) {
		Matcher matcher = TEXT.matcher(text);
		if (!matcher.matches()) {
			throw new IllegalArgumentException("Not a point: " + text);
		}
		return new Point(matcher.group(1), matcher.group(2), "enter".equals(matcher.group(3)));
	}

	@Override
	public String toString() {
		return this.className + "#" + this.method + "@" + (this.enter ? "enter" : "exit");
	}

}
