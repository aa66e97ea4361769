package io.claraconnect.local.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.claraconnect.local.StackDirectory;

/**
 * Lets one launcher at a time change the stack. The lock goes with the process that holds
 * it.
 */
final class Lock implements AutoCloseable {

	private final FileChannel channel;

	private Lock(FileChannel channel) {
		this.channel = channel;
	}

	static Lock take(StackDirectory directory) {
		try {
			Path file = Files.createDirectories(directory.root()).resolve("lock");
			FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
			if (isTaken(channel)) {
				channel.close();
				throw new Refused(ExitCode.BUSY,
						"Another ./clara is starting or stopping this stack. Wait for it to end.");
			}
			return new Lock(channel);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(
					"Cannot write to " + directory.root() + ". Set CLARA_DATA_DIR to a directory where you may write.",
					ex);
		}
	}

	/** The system refuses other processes, the JVM other threads. */
	private static boolean isTaken(FileChannel channel) throws IOException {
		try {
			return channel.tryLock() == null;
		}
		catch (OverlappingFileLockException ex) {
			return true;
		}
	}

	@Override
	public void close() {
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
