/**
 * The real ingress and a bare reference under the same load.
 */
@NullMarked
package io.claraconnect.ingressbench;

import org.jspecify.annotations.NullMarked;
