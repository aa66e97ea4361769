/**
 * Hints and wishes turned into durable rows of work.
 */
@NullMarked
package io.claraconnect.sync.request;

import org.jspecify.annotations.NullMarked;
