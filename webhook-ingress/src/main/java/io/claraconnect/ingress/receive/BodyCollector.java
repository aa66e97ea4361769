package io.claraconnect.ingress.receive;

import java.util.Arrays;

import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.MonoSink;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * Puts the pieces of one body together, up to a limit. A body of stated length is copied
 * once.
 */
final class BodyCollector extends BaseSubscriber<DataBuffer> {

	private final MonoSink<byte[]> sink;

	private final int limit;

	private byte[] bytes;

	private int length;

	/**
	 * A collector.
	 * @param sink gets the bytes, or a {@link DataBufferLimitException}
	 * @param stated the stated length; negative when there is none
	 * @param limit the largest length that is taken
	 */
	BodyCollector(MonoSink<byte[]> sink, long stated, int limit) {
		this.sink = sink;
		this.limit = limit;
		this.bytes = new byte[(int) Math.clamp(stated, 0, limit)];
	}

	@Override
	protected void hookOnNext(DataBuffer piece) {
		int more = piece.readableByteCount();
		try {
			if (this.length + more > this.limit) {
				cancel();
				this.sink.error(new DataBufferLimitException("More than " + this.limit + " bytes"));
				return;
			}
			if (this.length + more > this.bytes.length) {
				this.bytes = Arrays.copyOf(this.bytes,
						Math.min(this.limit, Math.max(2 * this.bytes.length, this.length + more)));
			}
			piece.read(this.bytes, this.length, more);
			this.length += more;
		}
		finally {
			DataBufferUtils.release(piece);
		}
	}

	@Override
	protected void hookOnComplete() {
		this.sink.success((this.length == this.bytes.length) ? this.bytes : Arrays.copyOf(this.bytes, this.length));
	}

	@Override
	protected void hookOnError(Throwable ex) {
		this.sink.error(ex);
	}

	/** Gives up. */
	void tooSlow() {
		cancel();
		this.sink.error(new TooSlow());
	}

}
