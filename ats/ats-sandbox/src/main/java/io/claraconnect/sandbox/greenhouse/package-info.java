/**
 * The Greenhouse stand-in: Harvest v3, its OAuth endpoints and its recruiting webhooks.
 */
@NullMarked
package io.claraconnect.sandbox.greenhouse;

import org.jspecify.annotations.NullMarked;
