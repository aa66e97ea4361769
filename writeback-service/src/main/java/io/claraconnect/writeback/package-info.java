/**
 * Writes scores and statuses into the ATS, once or as a reported doubt.
 */
@NullMarked
package io.claraconnect.writeback;

import org.jspecify.annotations.NullMarked;
