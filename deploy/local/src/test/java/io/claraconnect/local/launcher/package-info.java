/** The launcher, without the services it starts. */
@NullMarked
package io.claraconnect.local.launcher;

import org.jspecify.annotations.NullMarked;
