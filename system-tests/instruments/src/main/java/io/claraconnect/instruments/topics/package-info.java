/**
 * Everything that is on Kafka, decoded, and whether anything is left to do.
 */
@NullMarked
package io.claraconnect.instruments.topics;

import org.jspecify.annotations.NullMarked;
