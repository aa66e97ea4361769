/**
 * Who calls: bearer tokens, roles and the organisation of the caller.
 */
@NullMarked
package io.claraconnect.config.security;

import org.jspecify.annotations.NullMarked;
