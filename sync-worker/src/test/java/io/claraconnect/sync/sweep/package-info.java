/**
 * Finding by lists what no webhook announced.
 */
@NullMarked
package io.claraconnect.sync.sweep;

import org.jspecify.annotations.NullMarked;
