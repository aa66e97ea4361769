package io.claraconnect.scoring.engine.deidentify;

import java.util.List;

/**
 * What the ATS knows of the person, for removing it.
 *
 * @param names given, family and full names, any order
 * @param emails e-mail addresses
 * @param phones phone numbers in any writing
 * @param links web addresses
 * @param locations towns, regions, streets
 */
public record Identity(List<String> names, List<String> emails, List<String> phones, List<String> links,
		List<String> locations) {

	/** Nothing is known. */
	public static final Identity UNKNOWN = new Identity(List.of(), List.of(), List.of(), List.of(), List.of());

	public Identity {
		names = List.copyOf(names);
		emails = List.copyOf(emails);
		phones = List.copyOf(phones);
		links = List.copyOf(links);
		locations = List.copyOf(locations);
	}

	/** Never shows the values: they are personal data. */
	@Override
	public String toString() {
		return "Identity[" + this.names.size() + " names]";
	}

}
