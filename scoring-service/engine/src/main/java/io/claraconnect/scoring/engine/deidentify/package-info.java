/**
 * Masks who the person is, before anything scores.
 */
@NullMarked
package io.claraconnect.scoring.engine.deidentify;

import org.jspecify.annotations.NullMarked;
