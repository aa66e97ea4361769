package io.claraconnect.kit.db;

import java.util.Map;

/**
 * The schema versions that a service was built for.
 *
 * @param versions lowest acceptable version by schema name
 */
public record RequiredMigrations(Map<String, Integer> versions) {

	public RequiredMigrations {
		versions = Map.copyOf(versions);
		versions.keySet().forEach((schema) -> {
			if (!schema.matches("[a-z_]+")) {
				throw new IllegalArgumentException("Not a schema name: " + schema);
			}
		});
	}

}
