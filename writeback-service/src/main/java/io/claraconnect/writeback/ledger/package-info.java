/**
 * What was asked for, what is being written and what is known to stand in the ATS.
 */
@NullMarked
package io.claraconnect.writeback.ledger;

import org.jspecify.annotations.NullMarked;
