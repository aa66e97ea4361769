/**
 * The thin front door: verified webhooks of applicant tracking systems become events on
 * Kafka, and nothing else.
 */
@NullMarked
package io.claraconnect.ingress;

import org.jspecify.annotations.NullMarked;
