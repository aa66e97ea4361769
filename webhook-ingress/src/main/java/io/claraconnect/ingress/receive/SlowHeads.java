package io.claraconnect.ingress.receive;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Closes connections whose senders begin the head of a request and do not end it in time.
 * The server's own idle time-out does not see them: every byte counts as life there. A
 * head that comes in one piece costs nothing here.
 */
final class SlowHeads {

	private static final String BEFORE = "clara.heads.begun";

	private static final String AFTER = "clara.heads.ended";

	/** How long a sender who was refused is listened to. */
	private static final Duration LINGER = Duration.ofSeconds(1);

	private final Duration limit;

	private State state = State.BETWEEN;

	@Nullable private Future<?> deadline;

	private SlowHeads(Duration limit) {
		this.limit = limit;
	}

	/** Watches one connection, whose codec is in place. */
	static void watch(Channel channel, Duration limit) {
		SlowHeads heads = new SlowHeads(limit);
		channel.pipeline()
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

	/**
	 * Sees what comes in. A sender who is still sending when it is refused is listened to
	 * for a moment longer: closed at once, the connection would be reset, and the answer
	 * lost (RFC 9112, section 9.6).
	 */
	private final class Bytes extends ChannelDuplexHandler {

		private static final int MOST = 4 << 20;

		private int left = MOST;

		@Nullable private ChannelPromise closing;

		@Override
		public void close(ChannelHandlerContext context, ChannelPromise promise) {
			if (SlowHeads.this.state == State.BODY && this.closing == null
					&& context.channel() instanceof DuplexChannel connection && connection.isActive()) {
				this.closing = promise;
				connection.shutdownOutput();
				connection.config().setAutoRead(true);
				context.executor().schedule(() -> context.close(promise), LINGER.toMillis(), TimeUnit.MILLISECONDS);
				return;
			}
			context.close(promise);
		}

		@Override
		public void channelRead(ChannelHandlerContext context, Object bytes) {
			if (this.closing != null) {
				discard(context, bytes, this.closing);
				return;
			}
			if (SlowHeads.this.state == State.BETWEEN) {
				become(State.HEAD);
			}
			context.fireChannelRead(bytes);
		}

		private void discard(ChannelHandlerContext context, Object bytes, ChannelPromise promise) {
			if (bytes instanceof ByteBuf buffer) {
				this.left -= buffer.readableBytes();
			}
			ReferenceCountUtil.release(bytes);
			if (this.left < 0) {
				context.close(promise);
			}
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
			if (this.closing != null) {
				context.close(this.closing);
			}
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
