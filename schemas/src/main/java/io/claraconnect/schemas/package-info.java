/**
 * The language between services: event types, topics and keys.
 */
package io.claraconnect.schemas;
