package io.claraconnect.guarantees.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.ServiceServer;
import io.claraconnect.instruments.topics.Entry;

/**
 * Looks for marks in every place where something of a house can be read by anybody but
 * those it was told to.
 */
final class Confidence {

	/** What of a house is not searched, by path, and why. */
	static final Map<String, String> LEFT_OUT = Map.of("secrets/.*",
			"the secrets themselves, each in a file that only its owner reads", "data/sandbox/.*",
			"the books of the vendors, who were told by the people themselves", "programs/.*",
			"programs as they were built, before anything was told", "data/kafka/.*\\.(time)?index",
			"offsets and times alone, in files that are mostly empty");

	private final House house;

	private final Search search;

	private final Map<String, Integer> records = new TreeMap<>();

	private final Map<String, Integer> rows = new TreeMap<>();

	private final List<String> commands = new ArrayList<>();

	private final List<Entry> undecoded = new ArrayList<>();

	private final Map<String, Integer> pages = new TreeMap<>();

	private int files;

	Confidence(House house, Search search) {
		this.house = house;
		this.search = search;
	}

	/** Looks everywhere. */
	Confidence searchAll() {
		searchTopics();
		searchLogs();
		searchPages();
		searchTables();
		searchProcesses();
		return this;
	}

	void searchTopics() {
		this.records.putAll(TopicPlaces.search(this.house.bootstrapServers(), this.search));
		this.undecoded.addAll(TopicPlaces.searchFields(this.house.topics(), this.search));
	}

	/** Logs, and everything else that lies on the disk. */
	void searchLogs() {
		this.files = FilePlaces.search("files", this.house.directory(),
				(path) -> LEFT_OUT.keySet().stream().noneMatch(path::matches), this.search);
	}

	void searchPages() {
		for (ServiceServer service : this.house.services()) {
			PagePlaces.search(service.name(), service.address(), service::threads, this.search)
				.forEach((path, status) -> this.pages.put(service.name() + path, status));
		}
	}

	void searchTables() {
		long port = this.house.sql().number("select inet_server_port()");
		this.rows.putAll(new TablePlaces("jdbc:postgresql://127.0.0.1:" + port, "clara_admin",
				secret(this.house, "database-admin"))
			.search(this.search));
	}

	void searchProcesses() {
		this.commands.addAll(ProcessPlaces.search(this.house.directory(), this.search));
	}

	/** A secret of the house. */
	static String secret(House house, String name) {
		Path file = house.directory().resolve("secrets").resolve(name);
		try {
			return Files.readString(file).strip();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Search search() {
		return this.search;
	}

	/** How many records each topic has. */
	Map<String, Integer> records() {
		return this.records;
	}

	/** How many rows each table has. */
	Map<String, Integer> rows() {
		return this.rows;
	}

	/** The commands of all processes. */
	List<String> commands() {
		return this.commands;
	}

	/** Records that could not be decoded. */
	List<Entry> undecoded() {
		return this.undecoded;
	}

	/** Status of each page of each service. */
	Map<String, Integer> pages() {
		return this.pages;
	}

	/** What was looked at, in a sentence. */
	@Override
	public String toString() {
		return this.records.values().stream().mapToInt(Integer::intValue).sum() + " records of " + this.records.size()
				+ " topics, " + this.rows.values().stream().mapToInt(Integer::intValue).sum() + " rows of "
				+ this.rows.size() + " tables, " + this.files + " files, " + this.pages.size() + " pages, "
				+ this.commands.size() + " processes; bytes: " + this.search.looked();
	}

	static Random random(House house) {
		return new Random(house.seed());
	}

}
