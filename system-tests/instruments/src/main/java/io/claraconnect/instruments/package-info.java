/**
 * What watches and disturbs a running house, and counts.
 */
@NullMarked
package io.claraconnect.instruments;

import org.jspecify.annotations.NullMarked;
