/**
 * Load over HTTP, closed and open loop, with a ledger that knows each request by its
 * number and a witness that looks for it on Kafka.
 */
@NullMarked
package io.claraconnect.instruments.load;

import org.jspecify.annotations.NullMarked;
