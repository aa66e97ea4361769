/**
 * Tests of seal.
 */
@NullMarked
package io.claraconnect.kit.seal;

import org.jspecify.annotations.NullMarked;
