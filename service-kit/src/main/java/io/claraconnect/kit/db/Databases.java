package io.claraconnect.kit.db;

import java.time.Duration;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;

/** Opens pools of connections. */
public final class Databases {

	private Databases() {
	}

	/**
	 * A pool that opens its connections when they are first needed, so that a database
	 * that is down stops no start.
	 */
	public static ConnectionPool pool(DatabaseProperties properties) {
		ConnectionFactoryOptions options = ConnectionFactoryOptions.parse(properties.url())
			.mutate()
			.option(ConnectionFactoryOptions.USER, properties.user())
			.option(ConnectionFactoryOptions.PASSWORD, properties.password())
			.option(ConnectionFactoryOptions.CONNECT_TIMEOUT, Duration.ofSeconds(3))
			.option(ConnectionFactoryOptions.STATEMENT_TIMEOUT, properties.statementTimeout())
			.option(PostgresqlConnectionFactoryProvider.TCP_KEEPALIVE, true)
			.build();
		return new ConnectionPool(ConnectionPoolConfiguration.builder(ConnectionFactories.get(options))
			.initialSize(0)
			.maxSize(properties.poolSize())
			.maxAcquireTime(properties.acquireTimeout())
			.maxIdleTime(Duration.ofMinutes(5))
			.validationQuery("SELECT 1")
			.build());
	}

}
