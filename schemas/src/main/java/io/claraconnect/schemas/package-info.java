/**
 * The language between services: event types, topics and keys.
 */
@NullMarked
package io.claraconnect.schemas;

import org.jspecify.annotations.NullMarked;
