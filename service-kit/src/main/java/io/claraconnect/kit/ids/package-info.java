/**
 * Ids and time that a test can set.
 */
@NullMarked
package io.claraconnect.kit.ids;

import org.jspecify.annotations.NullMarked;
