/**
 * What an admin does with connections over HTTP.
 */
@NullMarked
package io.claraconnect.config.setup;

import org.jspecify.annotations.NullMarked;
