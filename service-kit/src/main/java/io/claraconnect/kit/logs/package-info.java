/**
 * What keeps the texts of others out of the logs.
 */
@NullMarked
package io.claraconnect.kit.logs;

import org.jspecify.annotations.NullMarked;
