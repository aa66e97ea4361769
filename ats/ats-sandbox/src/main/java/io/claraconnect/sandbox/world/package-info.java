/**
 * What the stand-ins know: accounts with their jobs, candidates, applications, notes and
 * tags, whatever the vendor.
 */
@NullMarked
package io.claraconnect.sandbox.world;

import org.jspecify.annotations.NullMarked;
