/**
 * Set-up of connections, keeping of credentials and deciding of statuses.
 */
@NullMarked
package io.claraconnect.config;

import org.jspecify.annotations.NullMarked;
