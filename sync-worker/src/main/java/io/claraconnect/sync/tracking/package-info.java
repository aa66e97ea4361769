/**
 * Keeping rows of work in line with connections: waking, dropping, backfilling.
 */
@NullMarked
package io.claraconnect.sync.tracking;

import org.jspecify.annotations.NullMarked;
