/**
 * Keeps the credentials of connections alive, or says that a person must connect again.
 */
@NullMarked
package io.claraconnect.config.tokens;

import org.jspecify.annotations.NullMarked;
