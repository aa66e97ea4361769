/**
 * Loops that run in the background for as long as a service does.
 */
@NullMarked
package io.claraconnect.kit.loop;

import org.jspecify.annotations.NullMarked;
