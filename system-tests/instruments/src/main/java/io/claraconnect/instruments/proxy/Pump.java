package io.claraconnect.instruments.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * One direction of a connection: one thread reads, another writes when it is time, so
 * that latency does not narrow the stream.
 */
final class Pump {

	private static final int PIECE = 16 * 1024;

	private static final int PIECES = 256;

	private static final long DRAW_EVERY = TimeUnit.SECONDS.toNanos(1);

	private final Weather weather;

	private final LongAdder passed;

	private final BlockingQueue<Piece> queue = new ArrayBlockingQueue<>(PIECES);

	private long lastDue;

	private long nextDraw = Long.MIN_VALUE;

	Pump(Weather weather, LongAdder passed) {
		this.weather = weather;
		this.passed = passed;
	}

	/** Reads until the end; returns false when the connection is to be reset. */
	boolean read(Socket from) throws IOException, InterruptedException {
		InputStream in = from.getInputStream();
		byte[] buffer = new byte[PIECE];
		while (true) {
			int count = in.read(buffer);
			if (count < 0) {
				this.queue.put(new Piece(new byte[0], System.nanoTime()));
				return true;
			}
			if (isStruck()) {
				return false;
			}
			this.queue.put(new Piece(Arrays.copyOf(buffer, count), due()));
		}
	}

	private boolean isStruck() {
		long now = System.nanoTime();
		if (this.weather.now().resetProbability() == 0
				|| (this.nextDraw != Long.MIN_VALUE && now - this.nextDraw < 0)) {
			return false;
		}
		this.nextDraw = now + DRAW_EVERY;
		return this.weather.strikes();
	}

	private long due() {
		Behaviour behaviour = this.weather.now();
		long wait = behaviour.latency().toNanos();
		if (!behaviour.jitter().isZero()) {
			wait += (long) (behaviour.jitter().toNanos() * this.weather.draw());
		}
		this.lastDue = Math.max(this.lastDue, System.nanoTime() + wait);
		return this.lastDue;
	}

	/** Writes until the end. */
	void write(Socket to) throws IOException, InterruptedException {
		OutputStream out = to.getOutputStream();
		while (true) {
			Piece piece = this.queue.take();
			park(piece.due() - System.nanoTime());
			this.weather.awaitPassage();
			if (piece.bytes().length == 0) {
				to.shutdownOutput();
				return;
			}
			write(out, piece.bytes());
		}
	}

	private void write(OutputStream out, byte[] bytes) throws IOException, InterruptedException {
		int at = 0;
		while (at < bytes.length) {
			Behaviour behaviour = this.weather.now();
			int most = (behaviour.sliceBytes() > 0) ? behaviour.sliceBytes() : bytes.length;
			if (behaviour.bytesPerSecond() > 0) {
				most = (int) Math.min(most, Math.max(1, behaviour.bytesPerSecond() / 20));
			}
			int count = Math.min(most, bytes.length - at);
			out.write(bytes, at, count);
			out.flush();
			this.passed.add(count);
			at += count;
			park((behaviour.sliceBytes() > 0) ? behaviour.slicePause().toNanos() : 0);
			park((behaviour.bytesPerSecond() > 0) ? count * TimeUnit.SECONDS.toNanos(1) / behaviour.bytesPerSecond()
					: 0);
			this.weather.awaitPassage();
		}
	}

	private static void park(long nanos) throws InterruptedException {
		if (nanos > 0) {
			TimeUnit.NANOSECONDS.sleep(nanos);
		}
	}

	/**
	 * What passes.
	 *
	 * @param bytes none at the end
	 * @param due not to be written before
	 */
	private record Piece(byte[] bytes, long due) {

	}

}
