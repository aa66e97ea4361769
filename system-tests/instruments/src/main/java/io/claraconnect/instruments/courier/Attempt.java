package io.claraconnect.instruments.courier;

import java.time.Duration;
import java.time.Instant;

/**
 * One try to hand a post over.
 *
 * @param at when it began
 * @param status HTTP status, 0 when there was no answer
 * @param took until the answer, or until it was given up
 */
public record Attempt(Instant at, int status, Duration took) {

}
