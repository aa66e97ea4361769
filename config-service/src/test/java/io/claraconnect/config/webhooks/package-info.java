/**
 * Webhook addresses and secrets of connections, and whether deliveries come in.
 */
@NullMarked
package io.claraconnect.config.webhooks;

import org.jspecify.annotations.NullMarked;
