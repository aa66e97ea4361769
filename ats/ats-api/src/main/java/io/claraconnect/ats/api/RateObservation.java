package io.claraconnect.ats.api;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What one answer of the vendor said about its limit.
 *
 * @param limit requests allowed in a window, or null when not said
 * @param remaining requests left in the current window, or null when not said
 * @param closedFor how long nothing may be sent (from a 429), or null when the answer was
 * not a refusal
 */
public record RateObservation(@Nullable Integer limit, @Nullable Integer remaining, @Nullable Duration closedFor) {

}
