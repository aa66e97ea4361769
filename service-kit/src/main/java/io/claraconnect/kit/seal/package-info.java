/**
 * Sealing and keyed digests with the platform key set.
 */
@NullMarked
package io.claraconnect.kit.seal;

import org.jspecify.annotations.NullMarked;
