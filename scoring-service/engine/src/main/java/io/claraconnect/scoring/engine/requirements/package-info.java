/**
 * Reads what a job asks for from its advertisement.
 */
@NullMarked
package io.claraconnect.scoring.engine.requirements;

import org.jspecify.annotations.NullMarked;
