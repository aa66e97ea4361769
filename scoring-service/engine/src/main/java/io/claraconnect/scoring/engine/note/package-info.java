/**
 * Says a report in words that a recruiter reads.
 */
@NullMarked
package io.claraconnect.scoring.engine.note;

import org.jspecify.annotations.NullMarked;
