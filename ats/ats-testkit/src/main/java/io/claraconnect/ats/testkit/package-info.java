/** The contract that every connector passes, and a vendor made of canned answers. */
@NullMarked
package io.claraconnect.ats.testkit;

import org.jspecify.annotations.NullMarked;
