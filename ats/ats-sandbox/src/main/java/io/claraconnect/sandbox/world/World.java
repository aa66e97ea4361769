package io.claraconnect.sandbox.world;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

import org.jspecify.annotations.Nullable;

/** All accounts of all vendors. */
public final class World {

	private final Map<String, Account> accounts = new ConcurrentSkipListMap<>();

	private final SandboxClock clock;

	private final Ids ids;

	private final Blobs blobs;

	public World(SandboxClock clock, Ids ids, @Nullable Path directory) {
		this.clock = clock;
		this.ids = ids;
		this.blobs = new Blobs((directory != null) ? directory.resolve("blobs") : null, ids);
	}

	public SandboxClock clock() {
		return this.clock;
	}

	public Ids ids() {
		return this.ids;
	}

	public Blobs blobs() {
		return this.blobs;
	}

	/** Opens an empty account. */
	public Account open(String vendor, String name) {
		return restore(vendor, "acc" + this.ids.hex(5), name, this.clock.instant());
	}

	Account restore(String vendor, String id, String name, Instant createdAt) {
		Account account = new Account(vendor, id, name, createdAt, this.clock);
		this.accounts.put(id, account);
		return account;
	}

	/** Closes an account for good. */
	public void close(Account account) {
		this.accounts.remove(account.id());
	}

	/** Returns an account of the vendor by its id. */
	public Optional<Account> find(String vendor, String id) {
		return Optional.ofNullable(this.accounts.get(id)).filter((account) -> account.vendor().equals(vendor));
	}

	/** Returns the accounts of a vendor. */
	public List<Account> of(String vendor) {
		return all().stream().filter((account) -> account.vendor().equals(vendor)).toList();
	}

	/** Returns all accounts. */
	public List<Account> all() {
		return List.copyOf(this.accounts.values());
	}

	/** Returns the account of the vendor for which this credential has this value. */
	public Optional<Account> byCredential(String vendor, String name, String value) {
		return of(vendor).stream()
			.filter((account) -> !value.isEmpty() && account.credential(name).equals(value))
			.findFirst();
	}

	/** Returns the account of the vendor that handed out this token or code. */
	public Optional<Account> byGrant(String vendor, String token) {
		return of(vendor).stream().filter((account) -> account.grants().find(token).isPresent()).findFirst();
	}

}
