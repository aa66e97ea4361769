/**
 * The connectors and the sandbox, written apart from each other, brought together through
 * the SPI alone.
 */
@NullMarked
package io.claraconnect.systemtests.ats;

import org.jspecify.annotations.NullMarked;
