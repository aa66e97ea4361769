/**
 * Reading applications, settling their material, and committing snapshots.
 */
@NullMarked
package io.claraconnect.sync.application;

import org.jspecify.annotations.NullMarked;
