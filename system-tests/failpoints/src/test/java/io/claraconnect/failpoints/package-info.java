/**
 * Failpoints in programs of their own.
 */
@NullMarked
package io.claraconnect.failpoints;

import org.jspecify.annotations.NullMarked;
