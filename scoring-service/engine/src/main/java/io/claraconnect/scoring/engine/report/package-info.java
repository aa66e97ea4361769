/**
 * The values of a score report, their canonical hash, and how to aggregate them.
 */
@NullMarked
package io.claraconnect.scoring.engine.report;

import org.jspecify.annotations.NullMarked;
