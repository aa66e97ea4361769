package io.claraconnect.dossier;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.claraconnect.dossier.migrate.DatabaseMigration;
import io.claraconnect.dossier.migrate.MigrationSettings;
import io.claraconnect.dossier.migrate.ServiceRole;
import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.db.DatabaseProperties;
import io.claraconnect.kit.db.Databases;
import io.claraconnect.kit.ids.IdGenerator;
import io.claraconnect.kit.seal.Digests;
import io.claraconnect.kit.seal.Sealer;
import io.claraconnect.local.TestStack;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The vault as each service has it, on a real PostgreSQL. */
final class TestVault {

	static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

	private static final String PASSWORD = "only-for-tests";

	private static final Sealer SEALER = Sealer.of(Sealer.newKeyset());

	private static final Digests DIGESTS = new Digests("0123456789abcdef0123456789abcdef".getBytes());

	static final Fingerprints FINGERPRINTS = new Fingerprints(DIGESTS);

	private static final Map<ServiceRole, TestVault> VAULTS = new EnumMap<>(ServiceRole.class);

	private static boolean migrated;

	final Database database;

	final Database keysDatabase;

	final CandidateKeys keys;

	final Suppression suppression;

	final Vault vault;

	final Aliases aliases;

	final JobTexts jobTexts;

	final Discarding discarding;

	final MergedIds merged = new MergedIds();

	final VaultErasure erasure;

	private TestVault(ServiceRole role) {
		TestStack stack = TestStack.shared();
		Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
		IdGenerator ids = IdGenerator.secure();
		this.database = database(stack.r2dbcUrl(MigrationSettings.DATABASE), role);
		this.keysDatabase = database(stack.r2dbcUrl(MigrationSettings.KEYS_DATABASE), role);
		this.keys = new CandidateKeys(this.keysDatabase, SEALER, ids);
		this.suppression = new Suppression(DIGESTS, clock);
		this.vault = new Vault(this.keys, this.suppression, ids, clock);
		this.aliases = new Aliases(this.keys, this.suppression);
		this.jobTexts = new JobTexts(SEALER, DIGESTS, ids, clock);
		this.discarding = new Discarding(this.database, this.keys, this.suppression);
		this.erasure = new VaultErasure(this.database, this.keys, this.merged);
	}

	/** Suppresses persons and empties the vault of them. */
	VaultErasure.Counts erase(Subject... subjects) {
		Subject one = subjects[0];
		Set<String> digests = new HashSet<>();
		this.database.inOrganisation(one.organisationId(), (client) -> Flux.fromArray(subjects).concatMap((subject) -> {
			digests.add(this.suppression.digest(subject));
			return this.suppression.add(client, subject, "asked");
		}).then(Mono.just(true))).block();
		return this.erasure
			.destroy(this.suppression.erased(one.organisationId(), one.integrationId(), digests, Set.of()),
					(client, counts) -> Mono.empty())
			.block();
	}

	static MigrationSettings settings() {
		TestStack stack = TestStack.shared();
		return MigrationSettings.withOnePassword(stack.jdbcUrl("postgres"), stack.adminUser(), stack.adminPassword(),
				PASSWORD);
	}

	static synchronized TestVault as(ServiceRole role) {
		if (!migrated) {
			new DatabaseMigration(settings()).run();
			migrated = true;
		}
		return VAULTS.computeIfAbsent(role, TestVault::new);
	}

	private static Database database(String url, ServiceRole role) {
		return new Database(Databases.pool(new DatabaseProperties(url, role.roleName(), PASSWORD, 8,
				Duration.ofSeconds(10), Duration.ofSeconds(15))));
	}

}
