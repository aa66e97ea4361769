/**
 * What callers are told when something is refused, as RFC 9457 problem details.
 */
@NullMarked
package io.claraconnect.config.problem;

import org.jspecify.annotations.NullMarked;
