/**
 * Stand-ins of the applicant tracking systems over real HTTP: one process, started by
 * {@code SandboxMain}.
 */
@NullMarked
package io.claraconnect.sandbox;

import org.jspecify.annotations.NullMarked;
