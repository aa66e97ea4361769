package io.claraconnect.ingress.receive;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.ReferenceCountUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class LingeringCloseTest {

	private static final Duration SOON = Duration.ofSeconds(10);

	private final EventLoopGroup threads = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

	private final List<String> seen = new CopyOnWriteArrayList<>();

	@AfterEach
	void stop() {
		this.threads.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS).syncUninterruptibly();
	}

	@Test
	@DisplayName("A sender who stays silent afterwards is gone after a moment, and everybody behind is told once")
	void silent() throws IOException {
		try (Socket sender = refused()) {
			assertThat(sender.getInputStream().read()).isEqualTo('n');
			assertThat(sender.getInputStream().read()).isEqualTo(-1);
			await().atMost(SOON).until(() -> this.seen.contains("inactive"));
		}
		assertThat(this.seen).containsExactlyInAnyOrder("closed", "inactive");
	}

	@Test
	@DisplayName("A sender who sends on and on is cut off")
	void endless() throws IOException {
		byte[] piece = new byte[64 * 1024];
		try (Socket sender = refused()) {
			for (int i = 0; i < 1000; i++) {
				sender.getOutputStream().write(piece);
			}
			assertThat(this.seen).contains("inactive");
		}
		catch (SocketException ex) {
			assertThat(ex).isNotNull();
		}
		await().atMost(SOON).until(() -> this.seen.size() == 2);
		assertThat(this.seen).containsExactlyInAnyOrder("closed", "inactive");
	}

	@Test
	@DisplayName("A sender who reads the answer and goes ends it")
	void goes() throws IOException {
		try (Socket sender = refused()) {
			assertThat(sender.getInputStream().read()).isEqualTo('n');
		}
		await().atMost(SOON).until(() -> this.seen.size() == 2);
		assertThat(this.seen).containsExactlyInAnyOrder("closed", "inactive");
	}

	/** One that has begun to send and was answered "n" while it did. */
	private Socket refused() throws IOException {
		Channel server = new ServerBootstrap().group(this.threads)
			.channel(NioServerSocketChannel.class)
			.childHandler(new ChannelInitializer<>() {
				@Override
				protected void initChannel(Channel channel) {
					channel.pipeline().addLast(new LingeringClose(() -> true), new Refusing());
				}
			})
			.bind(InetAddress.getLoopbackAddress(), 0)
			.syncUninterruptibly()
			.channel();
		Socket sender = new Socket(InetAddress.getLoopbackAddress(),
				((InetSocketAddress) server.localAddress()).getPort());
		sender.setSoTimeout((int) SOON.toMillis());
		sender.getOutputStream().write('x');
		return sender;
	}

	/** Answers the first byte and closes. */
	private final class Refusing extends ChannelInboundHandlerAdapter {

		@Override
		public void channelRead(ChannelHandlerContext context, Object bytes) {
			ReferenceCountUtil.release(bytes);
			context.channel().closeFuture().addListener((_) -> LingeringCloseTest.this.seen.add("closed"));
			context.writeAndFlush(Unpooled.wrappedBuffer(new byte[] { 'n' })).addListener(ChannelFutureListener.CLOSE);
		}

		@Override
		public void channelInactive(ChannelHandlerContext context) {
			LingeringCloseTest.this.seen.add("inactive");
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable ex) {
			LingeringCloseTest.this.seen.add(ex.toString());
		}

	}

}
