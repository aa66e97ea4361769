/**
 * What a run found, as a page with charts for people and as lines for programs.
 */
@NullMarked
package io.claraconnect.instruments.report;

import org.jspecify.annotations.NullMarked;
