package io.claraconnect.dossier;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The database of candidates' keys.
 *
 * @param url {@code r2dbc:postgresql://host:port/clara_keys}
 * @param user the service's role there; that of {@code clara.db} when not set
 * @param password its password; that of {@code clara.db} when not set
 * @param poolSize connections at the most
 * @param backupLife how long backups of this database are kept; stated on erasure
 * receipts
 */
@ConfigurationProperties("clara.keys.db")
record KeysDatabaseProperties(String url, @Nullable String user, @Nullable String password,
		@DefaultValue("6") int poolSize, @DefaultValue("30d") Duration backupLife) {

	/**
	 * Leaves out the address, which may hold a password too.
	 * @return the role
	 */
	@Override
	public String toString() {
		return "KeysDatabaseProperties[" + this.user + "]";
	}

}
