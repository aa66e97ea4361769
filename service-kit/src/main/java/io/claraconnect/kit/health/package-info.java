/**
 * What a service waits for before it calls itself ready.
 */
@NullMarked
package io.claraconnect.kit.health;

import org.jspecify.annotations.NullMarked;
