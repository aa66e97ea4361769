/**
 * Whether anything that was told in confidence can be read where it does not belong:
 * marks and canaries, and what looks for them in every form.
 */
@NullMarked
package io.claraconnect.guarantees.privacy;

import org.jspecify.annotations.NullMarked;
