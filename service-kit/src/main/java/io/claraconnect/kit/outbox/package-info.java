/**
 * Events that are written in the same transaction as the change they tell of.
 */
@NullMarked
package io.claraconnect.kit.outbox;

import org.jspecify.annotations.NullMarked;
