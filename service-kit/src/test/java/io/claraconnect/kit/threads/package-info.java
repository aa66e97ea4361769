/** Tests of the threads of a service. */
@NullMarked
package io.claraconnect.kit.threads;

import org.jspecify.annotations.NullMarked;
