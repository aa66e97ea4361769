package io.claraconnect.dossier.migrate;

/**
 * What became of one schema.
 *
 * @param database its database
 * @param schema its name
 * @param applied migrations applied by this run
 * @param version the version it is at now, {@code -} when it has no migrations
 */
public record MigratedSchema(String database, String schema, int applied, String version) {

}
