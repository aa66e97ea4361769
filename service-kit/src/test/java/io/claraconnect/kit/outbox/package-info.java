/**
 * Tests of outbox.
 */
@NullMarked
package io.claraconnect.kit.outbox;

import org.jspecify.annotations.NullMarked;
