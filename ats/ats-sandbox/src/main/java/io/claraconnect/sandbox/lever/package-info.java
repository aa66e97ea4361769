/** The Lever stand-in: Data API v1, OAuth by authorization code, webhooks. */
@NullMarked
package io.claraconnect.sandbox.lever;

import org.jspecify.annotations.NullMarked;
