/**
 * Tests of ids.
 */
@NullMarked
package io.claraconnect.kit.ids;

import org.jspecify.annotations.NullMarked;
