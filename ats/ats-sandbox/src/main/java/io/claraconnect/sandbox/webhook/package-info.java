/**
 * Signed deliveries to the customer's endpoints, with the vendor's own retry schedule.
 */
@NullMarked
package io.claraconnect.sandbox.webhook;

import org.jspecify.annotations.NullMarked;
