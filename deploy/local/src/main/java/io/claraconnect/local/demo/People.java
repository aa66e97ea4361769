package io.claraconnect.local.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The people of the story. */
final class People {

	private People() {
	}

	static List<Person> all() {
		try (InputStream in = Objects.requireNonNull(People.class.getResourceAsStream("/demo/people.json"))) {
			return JsonMapper.builder().build().readValue(in, new TypeReference<List<Person>>() {
			});
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static List<Person> of(String ats) {
		return all().stream().filter((person) -> person.ats().equals(ats)).toList();
	}

}
