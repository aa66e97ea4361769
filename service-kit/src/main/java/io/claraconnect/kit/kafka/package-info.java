/**
 * Events: Avro records in Confluent wire format on Kafka, sent, listened to, held in
 * memory and deployed.
 */
@NullMarked
package io.claraconnect.kit.kafka;

import org.jspecify.annotations.NullMarked;
