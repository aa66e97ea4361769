package io.claraconnect.kit.db;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A PostgreSQL database.
 *
 * @param url {@code r2dbc:postgresql://host:port/database}
 * @param user the service's own role
 * @param password its password
 * @param poolSize connections at the most
 * @param acquireTimeout how long to wait for a connection before the work is retried
 * @param statementTimeout after how long the server ends a statement
 */
@ConfigurationProperties("clara.db")
public record DatabaseProperties(String url, String user, String password, @DefaultValue("12") int poolSize,
		@DefaultValue("5s") Duration acquireTimeout, @DefaultValue("15s") Duration statementTimeout) {

	/**
	 * Leaves out the address, which may hold a password too.
	 * @return the role
	 */
	@Override
	public String toString() {
		return "DatabaseProperties[" + this.user + "]";
	}

}
