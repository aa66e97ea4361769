/**
 * What should be written and in which words: plain functions on values, no outside.
 */
@NullMarked
package io.claraconnect.writeback.plan;

import org.jspecify.annotations.NullMarked;
