/**
 * The broker, the database and the registry as real processes of this machine, for the
 * launcher and for integration tests.
 */
@NullMarked
package io.claraconnect.local;

import org.jspecify.annotations.NullMarked;
