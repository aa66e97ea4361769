/**
 * Tests of planning and wording.
 */
@NullMarked
package io.claraconnect.writeback.plan;

import org.jspecify.annotations.NullMarked;
