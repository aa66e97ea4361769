/**
 * Services that die, are cut off, or come and go, while people apply and recruiters act.
 */
@NullMarked
package io.claraconnect.guarantees.crash;

import org.jspecify.annotations.NullMarked;
