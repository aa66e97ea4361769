/**
 * The account of a run, which must balance.
 */
@NullMarked
package io.claraconnect.instruments.ledger;

import org.jspecify.annotations.NullMarked;
