/**
 * The one control API by which demos and tests play the recruiter and inject faults,
 * uniform over all vendors.
 */
@NullMarked
package io.claraconnect.sandbox.control;

import org.jspecify.annotations.NullMarked;
