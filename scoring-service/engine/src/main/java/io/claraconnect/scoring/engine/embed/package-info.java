/**
 * Turns sentences into quantised vectors, in process and without a network.
 */
@NullMarked
package io.claraconnect.scoring.engine.embed;

import org.jspecify.annotations.NullMarked;
