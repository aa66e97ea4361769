/**
 * Carries plans out at the ATS, reads back, and settles doubts.
 */
@NullMarked
package io.claraconnect.writeback.execute;

import org.jspecify.annotations.NullMarked;
