/**
 * Events against a real broker and a real registry.
 */
@NullMarked
package io.claraconnect.kit.kafka;

import org.jspecify.annotations.NullMarked;
