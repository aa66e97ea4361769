/**
 * Reading the ATS under faults: crashes, limits, silence, and material that is not there
 * yet.
 */
@NullMarked
package io.claraconnect.guarantees.sync;

import org.jspecify.annotations.NullMarked;
