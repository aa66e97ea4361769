/**
 * Tests of ats.
 */
@NullMarked
package io.claraconnect.kit.ats;

import org.jspecify.annotations.NullMarked;
