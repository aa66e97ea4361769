/** The local stack, tested with its real processes. */
@NullMarked
package io.claraconnect.local;

import org.jspecify.annotations.NullMarked;
