/** Tests of the sandbox over real HTTP. */
@NullMarked
package io.claraconnect.sandbox;

import org.jspecify.annotations.NullMarked;
