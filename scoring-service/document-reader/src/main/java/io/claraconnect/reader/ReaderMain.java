package io.claraconnect.reader;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * The reader process: one document after the other from standard input to standard
 * output, until its parent closes the pipe. Holds no secret and opens no connection.
 */
public final class ReaderMain {

	private ReaderMain() {
	}

	/**
	 * Runs the process.
	 * @param args maximum bytes, pages and characters of one document
	 */
	public static void main(String[] args) throws IOException {
		DataOutputStream out = new DataOutputStream(
				new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16));
		DataInputStream in = new DataInputStream(
				new BufferedInputStream(new FileInputStream(FileDescriptor.in), 1 << 16));
		// A parser that prints must not be able to write into the frames.
		System.setOut(System.err);
		serve(in, out, limits(args));
	}

	private static ReadLimits limits(String[] args) {
		return (args.length == 3)
				? new ReadLimits(Integer.parseInt(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]))
				: ReadLimits.DEFAULT;
	}

	static void serve(DataInputStream in, DataOutputStream out, ReadLimits limits) throws IOException {
		out.writeInt(Frames.READY);
		out.flush();
		try (InProcessDocumentReader reader = new InProcessDocumentReader(limits)) {
			for (Optional<DocumentSource> next = Frames.readRequest(in, limits.maxBytes()); next
				.isPresent(); next = Frames.readRequest(in, limits.maxBytes())) {
				Frames.writeReply(out, reader.read(next.get()));
			}
		}
	}

}
