/**
 * What stands behind {@code ./clara}: the whole stack of this machine, brought up, looked
 * at and taken down.
 */
@NullMarked
package io.claraconnect.local.launcher;

import org.jspecify.annotations.NullMarked;
