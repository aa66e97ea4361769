/**
 * Tests of loop.
 */
@NullMarked
package io.claraconnect.kit.loop;

import org.jspecify.annotations.NullMarked;
