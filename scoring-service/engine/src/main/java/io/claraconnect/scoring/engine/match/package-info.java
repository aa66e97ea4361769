/**
 * Finds the evidence for each requirement and weighs it.
 */
@NullMarked
package io.claraconnect.scoring.engine.match;

import org.jspecify.annotations.NullMarked;
