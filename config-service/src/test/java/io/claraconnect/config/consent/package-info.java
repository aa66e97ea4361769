/**
 * Authorising an account on the vendor's consent page.
 */
@NullMarked
package io.claraconnect.config.consent;

import org.jspecify.annotations.NullMarked;
