/**
 * Scores applications: reads the job and the candidate's material from the vault, lets
 * the engine score, and tells the result with everything needed to recompute it.
 */
@NullMarked
package io.claraconnect.scoring;

import org.jspecify.annotations.NullMarked;
