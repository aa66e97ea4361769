/**
 * The connector for Lever: OAuth or API key, ten webhook events, notes and tags on the
 * opportunity.
 */
@NullMarked
package io.claraconnect.ats.lever;

import org.jspecify.annotations.NullMarked;
