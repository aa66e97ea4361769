/**
 * Connections as the directory has them: what is tracked, and what changed.
 */
@NullMarked
package io.claraconnect.sync.connection;

import org.jspecify.annotations.NullMarked;
