/**
 * A story with invented people: connects the sandboxes as an admin would, lets candidates
 * apply, and reads back what the ATS shows of them.
 */
@NullMarked
package io.claraconnect.local.demo;

import org.jspecify.annotations.NullMarked;
