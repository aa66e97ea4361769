package io.claraconnect.ats.api;

import java.util.List;

/**
 * Who a candidate is, as the vendor knows it. Personal data.
 *
 * @param givenName may be empty
 * @param familyName may be empty
 * @param emails may be empty
 * @param phones may be empty
 * @param links web addresses of the person
 * @param locations places as text
 * @param headline current title or company line, may be empty
 */
public record Person(String givenName, String familyName, List<String> emails, List<String> phones, List<String> links,
		List<String> locations, String headline) {

	public Person {
		emails = List.copyOf(emails);
		phones = List.copyOf(phones);
		links = List.copyOf(links);
		locations = List.copyOf(locations);
	}

	@Override
	public String toString() {
		return "Person[]";
	}

}
