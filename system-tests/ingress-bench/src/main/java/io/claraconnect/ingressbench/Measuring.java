package io.claraconnect.ingressbench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

import io.claraconnect.instruments.load.CpuClock;
import io.claraconnect.instruments.load.FlightRecording;
import io.claraconnect.instruments.load.Generator;
import io.claraconnect.instruments.load.LoadLedger;
import io.claraconnect.instruments.load.LoadResult;
import io.claraconnect.instruments.load.SignedRequest;
import io.claraconnect.instruments.load.Witness;
import io.claraconnect.local.Part;

/**
 * Puts loads on subjects, each with a ledger of its own and numbers that no other has.
 */
final class Measuring {

	private final String bootstrap;

	private final Part broker;

	private final RandomGenerator random;

	private long next = SignedRequest.FIRST_NUMBER;

	Measuring(String bootstrap, Part broker, RandomGenerator random) {
		this.bootstrap = bootstrap;
		this.broker = broker;
		this.random = random;
	}

	/**
	 * A closed loop. What is on Kafka is looked up afterwards, so that it costs nothing.
	 */
	Cell closed(Subject subject, int round, int connections, Duration length) {
		try (Witness witness = witness(subject)) {
			LoadLedger ledger = new LoadLedger(this.next);
			CpuClock clock = CpuClock.start(processes(subject));
			LoadResult result = generator(subject).closedLoop(ledger, connections, length);
			CpuClock.Reading cpu = clock.read();
			witness.catchUp(ledger);
			return booked(witness, ledger,
					new Cell(subject.name(), round, connections, 0, result, ledger.untilSeen(), ledger.balance(), cpu));
		}
	}

	/** An open loop. Kafka is watched meanwhile. */
	Cell open(Subject subject, int round, int connections, double perSecond, Duration length) {
		try (Witness witness = witness(subject)) {
			LoadLedger ledger = new LoadLedger(this.next);
			CpuClock clock = CpuClock.start(processes(subject));
			CompletableFuture<LoadResult> load = new CompletableFuture<>();
			Thread sending = Thread.ofPlatform().name("load").start(() -> {
				try {
					load.complete(generator(subject).openLoop(ledger, connections, perSecond, length, this.random));
				}
				catch (RuntimeException ex) {
					load.completeExceptionally(ex);
				}
			});
			witness.watch(ledger, sending);
			CpuClock.Reading cpu = clock.read();
			return booked(witness, ledger, new Cell(subject.name(), round, connections, perSecond, load.join(),
					ledger.untilSeen(), ledger.balance(), cpu));
		}
	}

	/** A closed loop under which a recording is made. */
	Recorded recorded(Subject subject, int connections, Duration length, Path directory) {
		FlightRecording recording = FlightRecording.start(subject.process().pid().orElseThrow(), directory);
		Cell cell = closed(subject, 0, connections, length);
		return new Recorded(cell, recording.stop());
	}

	private Cell booked(Witness witness, LoadLedger ledger, Cell cell) {
		this.next = ledger.next();
		witness.forget();
		return cell;
	}

	private Witness witness(Subject subject) {
		return new Witness(this.bootstrap, subject.topic(), subject.number());
	}

	private static Generator generator(Subject subject) {
		return new Generator(subject.address(), subject.requests());
	}

	private List<Long> processes(Subject subject) {
		return List.of(subject.process().pid().orElseThrow(), this.broker.pid().orElseThrow(),
				ProcessHandle.current().pid());
	}

	/**
	 * A load and where its CPU time went.
	 *
	 * @param cell the load
	 * @param recording the recording
	 */
	record Recorded(Cell cell, Path recording) {

	}

}
