/**
 * Scores candidate material against a job: evidence first, deterministic, versioned,
 * blind to who the person is.
 */
@NullMarked
package io.claraconnect.scoring.engine;

import org.jspecify.annotations.NullMarked;
