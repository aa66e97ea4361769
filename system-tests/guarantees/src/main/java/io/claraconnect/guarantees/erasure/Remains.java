package io.claraconnect.guarantees.erasure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.Sql;
import io.claraconnect.instruments.topics.Entry;

/**
 * Everything that is left of some persons: their marks in every column of every table, in
 * every record of every topic as it lies there, and in every log; their ids in every row
 * of ours; and records of compacted topics without a tombstone after them. Bodies of
 * deliveries stay sealed here: they wait for the retention that a receipt states.
 */
final class Remains {

	private static final List<String> COMPACTED = List.of("ats.applications", "screening.scores", "screening.statuses");

	private static final List<String> ID_COLUMNS = List.of("candidate_id", "application_id", "merged_id", "subject",
			"target");

	private final House house;

	Remains(House house) {
		this.house = house;
	}

	/** What is left, each with its place. */
	List<String> of(List<Person> persons, Map<Person, String> candidateIds) {
		List<String> found = new ArrayList<>(marksInTables(persons));
		found.addAll(idsInTables(persons, candidateIds));
		found.addAll(withoutTombstone(persons));
		found.addAll(marksInTopics(persons));
		found.addAll(marksInLogs(persons));
		return found;
	}

	private List<String> marksInTables(List<Person> persons) {
		String marks = persons.stream()
			.flatMap((person) -> Stream.of(person.mark(),
					HexFormat.of().formatHex(person.mark().getBytes(StandardCharsets.UTF_8))))
			.collect(Collectors.joining("|"));
		List<String> found = new ArrayList<>();
		for (String database : List.of("clara", "clara_keys")) {
			Sql sql = this.house.sql().of(database);
			for (String table : tables(sql)) {
				long rows = sql.number("SELECT count(*) FROM " + table + " t WHERE t::text ~* ?", marks);
				if (rows > 0) {
					found.add(rows + " rows of " + database + " " + table + " tell a name");
				}
			}
		}
		return found;
	}

	private List<String> idsInTables(List<Person> persons, Map<Person, String> candidateIds) {
		List<String> found = new ArrayList<>();
		for (String database : List.of("clara", "clara_keys")) {
			Sql sql = this.house.sql().of(database);
			for (Map<String, Object> column : sql
				.rows("SELECT table_schema || '.' || table_name AS of, column_name AS name"
						+ " FROM information_schema.columns WHERE table_schema NOT IN ('pg_catalog', 'information_schema')"
						+ " AND column_name = ANY(string_to_array(?, ','))", String.join(",", ID_COLUMNS))) {
				String table = String.valueOf(column.get("of"));
				String name = String.valueOf(column.get("name"));
				for (Person person : persons) {
					String candidate = candidateIds.getOrDefault(person, person.candidacy().candidateId());
					long rows = sql.number(
							"SELECT count(*) FROM " + table + " WHERE integration_id = ? AND " + name
									+ " = ANY(string_to_array(?, ','))",
							person.integrationId(), ids(name, candidate, person.applicationId()));
					if (rows > 0) {
						found.add(rows + " rows of " + table + " have an id of " + person.key() + " as " + name);
					}
				}
			}
		}
		return found;
	}

	private static String ids(String column, String candidate, String application) {
		return switch (column) {
			case "candidate_id", "merged_id" -> candidate;
			case "application_id" -> application;
			default -> String.join(",", "candidate:" + candidate, "application:" + application,
					"second:application:" + application);
		};
	}

	private static List<String> tables(Sql sql) {
		return sql
			.rows("SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables"
					+ " WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')")
			.stream()
			.map((row) -> String.valueOf(row.get("name")))
			.toList();
	}

	private List<String> withoutTombstone(List<Person> persons) {
		List<String> found = new ArrayList<>();
		for (String topic : COMPACTED) {
			Map<String, Entry> last = new HashMap<>();
			this.house.topics().read(topic).forEach((entry) -> last.merge(entry.key(), entry, Remains::later));
			persons.stream()
				.map((person) -> last.get(person.key()))
				.filter((entry) -> entry != null && !entry.isTombstone())
				.forEach((entry) -> found.add("no tombstone after " + entry));
		}
		return found;
	}

	private static Entry later(Entry one, Entry other) {
		return (one.offset() > other.offset()) ? one : other;
	}

	private List<String> marksInTopics(List<Person> persons) {
		return this.house.topics()
			.all()
			.stream()
			.filter((entry) -> mentions(persons,
					entry.key() + entry.headers() + entry.value()
							+ ((entry.bytes() != null) ? new String(entry.bytes(), StandardCharsets.ISO_8859_1) : "")))
			.map((entry) -> "a name in " + entry)
			.toList();
	}

	private List<String> marksInLogs(List<Person> persons) {
		try (Stream<Path> files = Files.walk(this.house.directory())) {
			return files.filter((file) -> file.toString().endsWith(".log"))
				.filter((file) -> !file.toString().contains("sandbox") && mentions(persons, read(file)))
				.map((file) -> "a name in " + file)
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file, StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean mentions(List<Person> persons, String text) {
		String folded = text.toLowerCase(Locale.ROOT);
		return persons.stream().anyMatch((person) -> folded.contains(person.mark()));
	}

}
