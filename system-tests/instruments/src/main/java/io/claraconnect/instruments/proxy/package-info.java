/**
 * A TCP proxy that disturbs what passes through it.
 */
@NullMarked
package io.claraconnect.instruments.proxy;

import org.jspecify.annotations.NullMarked;
