package io.claraconnect.ingress.receive;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Listens for a moment longer to a sender who is still sending when it is refused: closed
 * at once, the connection would be reset and the answer lost
 * (<a href="https://www.rfc-editor.org/rfc/rfc9112#section-9.6">RFC 9112, section
 * 9.6</a>, 2026-11-21). What comes in meanwhile is thrown away.
 */
final class LingeringClose extends ChannelDuplexHandler {

	private static final Duration MOMENT = Duration.ofSeconds(1);

	private static final int MOST = 4 << 20;

	private final BooleanSupplier sending;

	private int left = MOST;

	@Nullable private ChannelPromise closing;

	/**
	 * For one connection.
	 * @param sending whether the sender is in the middle of a body
	 */
	LingeringClose(BooleanSupplier sending) {
		this.sending = sending;
	}

	@Override
	public void close(ChannelHandlerContext context, ChannelPromise promise) {
		if (this.closing == null && this.sending.getAsBoolean() && context.channel() instanceof DuplexChannel connection
				&& connection.isActive()) {
			this.closing = promise;
			connection.shutdownOutput();
			connection.config().setAutoRead(true);
			context.executor().schedule(() -> end(context, promise), MOMENT.toMillis(), TimeUnit.MILLISECONDS);
			return;
		}
		context.close(promise);
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object bytes) {
		if (this.closing == null) {
			context.fireChannelRead(bytes);
			return;
		}
		if (bytes instanceof ByteBuf buffer) {
			this.left -= buffer.readableBytes();
		}
		ReferenceCountUtil.release(bytes);
		if (this.left < 0) {
			end(context, this.closing);
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		if (this.closing != null) {
			end(context, this.closing);
		}
		context.fireChannelInactive();
	}

	/** A promise that is kept may not be given again: the pipeline would throw. */
	private static void end(ChannelHandlerContext context, ChannelPromise promise) {
		if (!promise.isDone()) {
			context.close(promise);
		}
	}

}
