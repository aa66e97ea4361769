/**
 * Tests of work.
 */
@NullMarked
package io.claraconnect.kit.work;

import org.jspecify.annotations.NullMarked;
