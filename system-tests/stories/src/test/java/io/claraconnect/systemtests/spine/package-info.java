/** The whole stack as a user starts it, from webhook to note. */
@NullMarked
package io.claraconnect.systemtests.spine;

import org.jspecify.annotations.NullMarked;
