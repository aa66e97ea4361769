package io.claraconnect.guarantees;

import java.util.ArrayList;
import java.util.List;

import io.claraconnect.local.launcher.Service;

/**
 * A mechanism taken out: methods of running services that are left out and give a fixed
 * value instead.
 *
 * @param without what is missing then, in a few words
 * @param cuts the methods; several where one mechanism backs another up
 */
public record Mutant(String without, List<Cut> cuts) {

	/**
	 * Copies the list.
	 * @param without what is missing
	 * @param cuts the methods
	 */
	public Mutant {
		cuts = List.copyOf(cuts);
	}

	/**
	 * Takes one method out.
	 * @param without what is missing then
	 * @param service where
	 * @param method {@code fully.qualified.Class#method}
	 * @param value what it gives, as the failpoints say it
	 * @return the mutant
	 */
	public static Mutant cut(String without, Service service, String method, String value) {
		return new Mutant(without, List.of(new Cut(service, method, value)));
	}

	/**
	 * Takes one more method out.
	 * @param service where
	 * @param method {@code fully.qualified.Class#method}
	 * @param value what it gives
	 * @return the larger mutant
	 */
	public Mutant and(Service service, String method, String value) {
		List<Cut> more = new ArrayList<>(this.cuts);
		more.add(new Cut(service, method, value));
		return new Mutant(this.without, more);
	}

	/**
	 * One method taken out.
	 *
	 * @param service where
	 * @param method {@code fully.qualified.Class#method}
	 * @param value what it gives
	 */
	public record Cut(Service service, String method, String value) {

		String point() {
			return this.method + "@enter";
		}

	}

}
