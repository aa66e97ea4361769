/**
 * That an erased person is gone everywhere and stays so, and that nobody else is harmed.
 */
@NullMarked
package io.claraconnect.guarantees.erasure;

import org.jspecify.annotations.NullMarked;
