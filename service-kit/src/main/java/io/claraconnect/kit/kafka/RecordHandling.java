package io.claraconnect.kit.kafka;

import java.time.Duration;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a listener does with one record. Called for records of different keys at the same
 * time.
 */
interface RecordHandling {

	/**
	 * Handles a record; blocks until it is done or failed.
	 * @param record a record
	 * @param attempts what became of it before
	 * @return true when it is done or put aside, false when it has to come again
	 */
	boolean handle(ConsumerRecord<String, byte[]> record, Attempts attempts);

	/**
	 * Gives how long to wait before a record comes again.
	 * @param attempts what became of it before
	 * @return the wait
	 */
	Duration pause(Attempts attempts);

}
