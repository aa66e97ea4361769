/**
 * Erasing persons on request: the door, the progress with its receipt, and what this
 * service itself forgets.
 */
@NullMarked
package io.claraconnect.config.erasure;

import org.jspecify.annotations.NullMarked;
