/**
 * The real stack and services as processes of one test, to be killed, halted, changed and
 * watched.
 */
@NullMarked
package io.claraconnect.instruments.house;

import org.jspecify.annotations.NullMarked;
