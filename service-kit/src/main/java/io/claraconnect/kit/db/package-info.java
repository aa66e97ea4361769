/**
 * PostgreSQL through R2DBC, one transaction per unit of work, always inside an
 * organisation's row-level security.
 */
@NullMarked
package io.claraconnect.kit.db;

import org.jspecify.annotations.NullMarked;
