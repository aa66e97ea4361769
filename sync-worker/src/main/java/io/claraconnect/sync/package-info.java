/**
 * The service that reads the ATS: from hints to snapshots.
 */
@NullMarked
package io.claraconnect.sync;

import org.jspecify.annotations.NullMarked;
