package io.claraconnect.dossier;

import java.time.Clock;

import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.db.DatabaseProperties;
import io.claraconnect.kit.db.Databases;
import io.claraconnect.kit.ids.IdGenerator;
import io.claraconnect.kit.seal.Digests;
import io.claraconnect.kit.seal.Sealer;
import io.r2dbc.pool.ConnectionPool;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The vault of a service, where {@code clara.keys.db.url} is set. */
@AutoConfiguration(afterName = { "io.claraconnect.kit.db.DatabaseConfiguration",
		"io.claraconnect.kit.seal.SealConfiguration", "io.claraconnect.kit.ids.IdsConfiguration" })
@ConditionalOnProperty("clara.keys.db.url")
@EnableConfigurationProperties(KeysDatabaseProperties.class)
class DossierConfiguration {

	@Bean
	KeysDatabase keysDatabase(KeysDatabaseProperties keys, DatabaseProperties main) {
		String user = keys.user();
		String password = keys.password();
		return new KeysDatabase(Databases.pool(new DatabaseProperties(keys.url(), (user != null) ? user : main.user(),
				(password != null) ? password : main.password(), keys.poolSize(), main.acquireTimeout(),
				main.statementTimeout())));
	}

	@Bean
	CandidateKeys candidateKeys(KeysDatabase database, Sealer sealer, IdGenerator ids) {
		return new CandidateKeys(new Database(database.pool()), sealer, ids);
	}

	@Bean
	@ConditionalOnMissingBean
	Suppression suppression(Digests digests, Clock clock) {
		return new Suppression(digests, clock);
	}

	@Bean
	MergedIds mergedIds() {
		return new MergedIds();
	}

	@Bean
	VaultErasure vaultErasure(Database database, CandidateKeys keys, MergedIds merged) {
		return new VaultErasure(database, keys, merged);
	}

	@Bean
	Vault vault(CandidateKeys keys, Suppression suppression, IdGenerator ids, Clock clock) {
		return new Vault(keys, suppression, ids, clock);
	}

	@Bean
	JobTexts jobTexts(Sealer sealer, Digests digests, IdGenerator ids, Clock clock) {
		return new JobTexts(sealer, digests, ids, clock);
	}

	@Bean
	Aliases aliases(CandidateKeys keys, Suppression suppression) {
		return new Aliases(keys, suppression);
	}

	@Bean
	Discarding discarding(Database database, CandidateKeys keys, Suppression suppression) {
		return new Discarding(database, keys, suppression);
	}

	/** Keeps the second pool apart from the one of {@code clara.db}. */
	record KeysDatabase(ConnectionPool pool) implements DisposableBean {

		@Override
		public void destroy() {
			this.pool.dispose();
		}

	}

}
