/** Every promise, small, with each build. */
@NullMarked
package io.claraconnect.guarantees;

import org.jspecify.annotations.NullMarked;
