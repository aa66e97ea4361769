/**
 * Forgetting erased persons.
 */
@NullMarked
package io.claraconnect.writeback.erasure;

import org.jspecify.annotations.NullMarked;
