package io.claraconnect.ingress.receive;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Closes connections whose senders begin the head of a request and do not end it in time.
 * The server's own idle time-out does not see them: every byte counts as life there. A
 * head that comes in one piece costs nothing here.
 */
final class SlowHeads {

	private static final String LAST = "clara.close";

	private static final String BEFORE = "clara.heads.begun";

	private static final String AFTER = "clara.heads.ended";

	private final Duration limit;

	private State state = State.BETWEEN;

	@Nullable private Future<?> deadline;

	private SlowHeads(Duration limit) {
		this.limit = limit;
	}

	/**
	 * Watches one connection, whose codec is in place, and lets it close late in the
	 * middle of a body.
	 */
	static void watch(Channel channel, Duration limit) {
		SlowHeads heads = new SlowHeads(limit);
		channel.pipeline()
			.addBefore(NettyPipeline.HttpCodec, LAST, new LingeringClose(() -> heads.state == State.BODY))
			.addBefore(NettyPipeline.HttpCodec, BEFORE, heads.new Bytes())
			.addAfter(NettyPipeline.HttpCodec, AFTER, heads.new Messages());
	}

	private void become(State next) {
		this.state = next;
		if (next != State.HEAD && this.deadline != null) {
			this.deadline.cancel(false);
			this.deadline = null;
		}
	}

	/** Where in the talk the connection is. */
	private enum State {

		BETWEEN, HEAD, BODY

	}

	/** Sees what comes in. */
	private final class Bytes extends ChannelInboundHandlerAdapter {

		@Override
		public void channelRead(ChannelHandlerContext context, Object bytes) {
			if (SlowHeads.this.state == State.BETWEEN) {
				become(State.HEAD);
			}
			context.fireChannelRead(bytes);
		}

		@Override
		public void channelReadComplete(ChannelHandlerContext context) {
			if (SlowHeads.this.state == State.HEAD && SlowHeads.this.deadline == null) {
				SlowHeads.this.deadline = context.executor()
					.schedule(() -> context.close(), SlowHeads.this.limit.toMillis(), TimeUnit.MILLISECONDS);
			}
			context.fireChannelReadComplete();
		}

		@Override
		public void channelInactive(ChannelHandlerContext context) {
			become(State.BETWEEN);
			context.fireChannelInactive();
		}

	}

	/** Sees what the codec made of it. */
	private final class Messages extends ChannelInboundHandlerAdapter {

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			if (message instanceof HttpRequest) {
				become(State.BODY);
			}
			if (message instanceof LastHttpContent) {
				become(State.BETWEEN);
			}
			context.fireChannelRead(message);
		}

	}

}
