package io.claraconnect.ingressbench;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.function.ToLongFunction;

import io.claraconnect.instruments.load.Requests;
import io.claraconnect.local.Part;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What is measured.
 *
 * @param name its name in the report
 * @param process the process
 * @param address where it listens
 * @param requests what is sent to it
 * @param topic where its records go
 * @param number tells which request a record came of
 */
record Subject(String name, Part process, InetSocketAddress address, Requests requests, String topic,
		ToLongFunction<ConsumerRecord<String, ByteBuffer>> number) {

}
