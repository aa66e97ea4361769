package io.claraconnect.instruments.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One kept-alive connection with at most one request on its way. */
final class Wire {

	private static final int LARGEST_ANSWER = 8192;

	private final InetSocketAddress target;

	private final ByteBuffer out;

	private final ByteBuffer in = ByteBuffer.allocate(LARGEST_ANSWER);

	private final AnswerReader reader = new AnswerReader();

	private SocketChannel channel;

	private SelectionKey key;

	private int interest = SelectionKey.OP_READ;

	private long number;

	private long scheduledAt;

	private long sentAt;

	private boolean busy;

	Wire(InetSocketAddress target, Selector selector, int longest) throws IOException {
		this.target = target;
		this.out = ByteBuffer.allocateDirect(longest);
		this.channel = open(target);
		this.key = this.channel.register(selector, SelectionKey.OP_READ, this);
	}

	private static SocketChannel open(InetSocketAddress target) throws IOException {
		SocketChannel channel = SocketChannel.open(target);
		channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
		channel.configureBlocking(false);
		return channel;
	}

	void send(long number, long scheduledAt, Requests requests) throws IOException {
		this.number = number;
		this.scheduledAt = scheduledAt;
		this.busy = true;
		this.out.clear();
		requests.write(number, this.out);
		this.out.flip();
		this.sentAt = System.nanoTime();
		flush();
	}

	/** Goes on writing what the socket did not take at once. */
	void flush() throws IOException {
		this.channel.write(this.out);
		int wanted = this.out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
		if (this.interest != wanted) {
			this.key.interestOps(wanted);
			this.interest = wanted;
		}
	}

	/** The status of the answer, or {@link AnswerReader#INCOMPLETE}. */
	int receive() throws IOException {
		int read = this.channel.read(this.in);
		if (read < 0) {
			throw new IOException("closed");
		}
		int status = this.reader.read(this.in.array(), this.in.position());
		if (status != AnswerReader.INCOMPLETE) {
			this.in.clear();
			this.busy = false;
		}
		else if (!this.in.hasRemaining()) {
			throw new IOException("answer too large");
		}
		return status;
	}

	boolean mustReopen() {
		return this.reader.closes();
	}

	void reopen() throws IOException {
		Selector selector = this.key.selector();
		close();
		this.busy = false;
		this.in.clear();
		this.channel = open(this.target);
		this.key = this.channel.register(selector, SelectionKey.OP_READ, this);
		this.interest = SelectionKey.OP_READ;
	}

	void close() throws IOException {
		this.key.cancel();
		this.channel.close();
	}

	boolean busy() {
		return this.busy;
	}

	long number() {
		return this.number;
	}

	long scheduledAt() {
		return this.scheduledAt;
	}

	long sentAt() {
		return this.sentAt;
	}

}
