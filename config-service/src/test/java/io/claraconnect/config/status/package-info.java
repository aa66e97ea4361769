/**
 * The CLARA status of each application: one row, one compare-and-set, for scores, ATS
 * changes and people alike.
 */
@NullMarked
package io.claraconnect.config.status;

import org.jspecify.annotations.NullMarked;
