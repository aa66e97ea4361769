package io.claraconnect.kit.db;

import java.time.Duration;

import io.r2dbc.pool.ConnectionPool;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The database of a service, where {@code clara.db.url} is set. */
@AutoConfiguration
@ConditionalOnProperty("clara.db.url")
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseConfiguration {

	@Bean(destroyMethod = "dispose")
	ConnectionPool connectionPool(DatabaseProperties properties) {
		return Databases.pool(properties);
	}

	@Bean
	@ConditionalOnMissingBean
	Database database(ConnectionPool connectionPool) {
		return new Database(connectionPool);
	}

	@Bean
	@ConditionalOnBean(RequiredMigrations.class)
	MigrationsApplied migrationsApplied(Database database, RequiredMigrations required) {
		return new MigrationsApplied(database, required, Duration.ofSeconds(1));
	}

}
