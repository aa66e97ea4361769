/**
 * The one migration job of all databases: databases, roles, schemas, tables and rights.
 */
@NullMarked
package io.claraconnect.dossier.migrate;

import org.jspecify.annotations.NullMarked;
