/**
 * The store of connections; every change publishes the connection anew.
 */
@NullMarked
package io.claraconnect.config.integrations;

import org.jspecify.annotations.NullMarked;
