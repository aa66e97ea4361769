/**
 * Work that is done in rounds while the service runs.
 */
@NullMarked
package io.claraconnect.config.rounds;

import org.jspecify.annotations.NullMarked;
