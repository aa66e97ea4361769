/**
 * What stands between vendors and the front door: it records every delivery and passes it
 * on by a policy.
 */
@NullMarked
package io.claraconnect.instruments.courier;

import org.jspecify.annotations.NullMarked;
