/**
 * Every promise of the house as a scenario whose ledger must balance.
 */
@NullMarked
package io.claraconnect.guarantees;

import org.jspecify.annotations.NullMarked;
