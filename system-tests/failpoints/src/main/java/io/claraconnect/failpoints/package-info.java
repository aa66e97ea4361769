/**
 * Stops, delays or leaves out named methods of a service under test, from a Java agent
 * that no shipped image has.
 */
@NullMarked
package io.claraconnect.failpoints;

import org.jspecify.annotations.NullMarked;
