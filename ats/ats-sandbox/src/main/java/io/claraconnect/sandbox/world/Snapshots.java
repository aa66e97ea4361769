package io.claraconnect.sandbox.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps the accounts in a data directory, one JSON file each, so that they survive a
 * restart.
 */
public final class Snapshots {

	private final JsonMapper mapper;

	private final Path directory;

	private final World world;

	private final Map<String, Long> written = new HashMap<>();

	public Snapshots(JsonMapper mapper, Path directory, World world) {
		this.mapper = mapper;
		this.directory = directory;
		this.world = world;
	}

	/** Reads all accounts from the directory. */
	public synchronized void load() throws IOException {
		Files.createDirectories(this.directory);
		try (Stream<Path> files = Files.list(this.directory)) {
			files.filter((file) -> file.toString().endsWith(".json")).sorted().forEach(this::read);
		}
	}

	/** Writes the accounts that changed and removes the files of closed ones. */
	public synchronized void save() {
		List<Account> accounts = this.world.all();
		for (Account account : accounts) {
			long version = account.version();
			Long last = this.written.get(account.id());
			if (last == null || last != version) {
				write(account);
				this.written.put(account.id(), version);
			}
		}
		List<String> open = accounts.stream().map(Account::id).toList();
		for (String closed : this.written.keySet().stream().filter((id) -> !open.contains(id)).toList()) {
			this.written.remove(closed);
			delete(file(closed));
		}
	}

	private void write(Account account) {
		ObjectNode node = this.mapper.createObjectNode();
		account.exclusively(() -> describe(account, node));
		Path temporary = this.directory.resolve(account.id() + ".tmp");
		try {
			Files.write(temporary, this.mapper.writeValueAsBytes(node));
			Files.move(temporary, file(account.id()), StandardCopyOption.ATOMIC_MOVE,
					StandardCopyOption.REPLACE_EXISTING);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private ObjectNode describe(Account account, ObjectNode node) {
		node.put("vendor", account.vendor()).put("id", account.id()).put("name", account.name());
		node.put("createdAt", account.createdAt().toString());
		node.set("credentials", this.mapper.valueToTree(account.credentials()));
		node.set("settings", this.mapper.valueToTree(account.settings()));
		ObjectNode tables = node.putObject("tables");
		account.tables().forEach((kind, table) -> tables.set(kind, this.mapper.valueToTree(table.all())));
		return node;
	}

	private void read(Path file) {
		JsonNode node = this.mapper.readTree(file);
		Account account = this.world.restore(node.get("vendor").asString(), node.get("id").asString(),
				node.get("name").asString(), Instant.parse(node.get("createdAt").asString()));
		node.get("credentials").forEachEntry((name, value) -> account.credentials().put(name, value.asString()));
		account.tables().forEach((kind, table) -> node.get("tables").path(kind).forEach((row) -> restore(table, row)));
		account.settings(this.mapper.treeToValue(node.get("settings"), Settings.class));
		this.written.put(account.id(), account.version());
	}

	private <T extends Row> void restore(Table<T> table, JsonNode row) {
		T value = table.put(this.mapper.treeToValue(row, table.type()));
		this.world.ids().seen(value.id());
		if (value instanceof Job job) {
			job.stages().forEach((stage) -> this.world.ids().seen(stage.id()));
			job.attributes().values().forEach(this.world.ids()::seen);
		}
		if (value instanceof Application application) {
			application.visits().forEach((visit) -> this.world.ids().seen(visit.id()));
		}
	}

	private Path file(String accountId) {
		return this.directory.resolve(accountId + ".json");
	}

	private static void delete(Path file) {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
