/**
 * Splits text into passages and tokens, and guesses its language.
 */
@NullMarked
package io.claraconnect.scoring.engine.text;

import org.jspecify.annotations.NullMarked;
