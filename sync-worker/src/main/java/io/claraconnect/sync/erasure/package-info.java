/**
 * Forgetting erased persons.
 */
@NullMarked
package io.claraconnect.sync.erasure;

import org.jspecify.annotations.NullMarked;
