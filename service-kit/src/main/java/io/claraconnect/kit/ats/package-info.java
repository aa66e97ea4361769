/**
 * The shared contracts of credentials and rate budget, and the connectors of a process.
 */
@NullMarked
package io.claraconnect.kit.ats;

import org.jspecify.annotations.NullMarked;
