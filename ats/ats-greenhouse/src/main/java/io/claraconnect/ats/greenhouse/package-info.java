/** Greenhouse Recruiting: Harvest v3 and recruiting webhooks. */
@NullMarked
package io.claraconnect.ats.greenhouse;

import org.jspecify.annotations.NullMarked;
