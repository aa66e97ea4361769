/** Tests of the story. */
@NullMarked
package io.claraconnect.local.demo;

import org.jspecify.annotations.NullMarked;
