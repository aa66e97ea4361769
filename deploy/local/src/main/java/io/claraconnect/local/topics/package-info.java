/**
 * What an operator does with topics: take dead letters back to the service that refused
 * them, and let a service read a topic again.
 */
@NullMarked
package io.claraconnect.local.topics;

import org.jspecify.annotations.NullMarked;
