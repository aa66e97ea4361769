/**
 * Reading jobs and committing their snapshots.
 */
@NullMarked
package io.claraconnect.sync.job;

import org.jspecify.annotations.NullMarked;
