/** How requests come in and answers, good or deliberately broken, go out. */
@NullMarked
package io.claraconnect.sandbox.http;

import org.jspecify.annotations.NullMarked;
