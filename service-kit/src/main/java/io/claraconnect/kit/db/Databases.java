package io.claraconnect.kit.db;

import java.time.Duration;
import java.util.Map;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;

/** Opens pools of connections. */
public final class Databases {

	/**
	 * After how long the server ends a transaction that does nothing. A process that was
	 * stopped would otherwise hold its locks for ever; longer than any call that is made
	 * inside a transaction.
	 */
	private static final Duration IDLE_IN_TRANSACTION = Duration.ofSeconds(30);

	private static final Duration ANSWER = Duration.ofSeconds(3);

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
			.option(ConnectionFactoryOptions.CONNECT_TIMEOUT, ANSWER)
			.option(ConnectionFactoryOptions.STATEMENT_TIMEOUT, properties.statementTimeout())
			.option(PostgresqlConnectionFactoryProvider.TCP_KEEPALIVE, true)
			.option(PostgresqlConnectionFactoryProvider.OPTIONS,
					Map.of("idle_in_transaction_session_timeout", String.valueOf(IDLE_IN_TRANSACTION.toMillis())))
			.build();
		return new ConnectionPool(ConnectionPoolConfiguration.builder(ConnectionFactories.get(options))
			.initialSize(0)
			.maxSize(properties.poolSize())
			.maxAcquireTime(properties.acquireTimeout())
			.maxCreateConnectionTime(ANSWER)
			.maxValidationTime(ANSWER)
			.maxIdleTime(Duration.ofMinutes(5))
			.validationQuery("SELECT 1")
			.build());
	}

}
