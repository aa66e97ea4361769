package io.claraconnect.reader;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Reads documents in a process of its own, which is started by the first document,
 * restarted after a crash or a timeout, and stopped when idle. Documents are read one
 * after the other; callers wait for their turn.
 *
 * What a document can do at worst is to end that process: its outcome is then
 * {@link Unreadable} and the next document gets a fresh process.
 */
public final class ForkedDocumentReader implements DocumentReader {

	private final ReaderProcessSettings settings;

	private final ScheduledExecutorService watch;

	private final ReentrantLock lock = new ReentrantLock();

	private final Path scratch;

	private volatile @Nullable ReaderProcess current;

	private @Nullable ScheduledFuture<?> idleStop;

	private boolean closed;

	/**
	 * Prepares a reader; no process is started yet.
	 * @throws UncheckedIOException if no scratch directory can be made
	 */
	public ForkedDocumentReader(ReaderProcessSettings settings) {
		this.settings = settings;
		this.watch = Executors
			.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("reader-watch").factory());
		try {
			this.scratch = Files.createTempDirectory("clara-reader");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public ReadOutcome read(DocumentSource source) {
		if (source.content().length == 0) {
			return new Unreadable(Unreadable.Reason.EMPTY);
		}
		if (source.content().length > this.settings.limits().maxBytes()) {
			return new Unreadable(Unreadable.Reason.TOO_LARGE);
		}
		this.lock.lock();
		try {
			return running().read(source);
		}
		catch (IOException ex) {
			return new Unreadable(Unreadable.Reason.UNAVAILABLE);
		}
		finally {
			scheduleIdleStop();
			this.lock.unlock();
		}
	}

	private ReaderProcess running() throws IOException {
		if (this.closed) {
			throw new IOException("Closed");
		}
		if (this.idleStop != null) {
			this.idleStop.cancel(false);
			this.idleStop = null;
		}
		ReaderProcess process = this.current;
		if (process == null || !process.isAlive()) {
			process = ReaderProcess.start(this.settings, scratchDirectory(), this.watch);
			this.current = process;
		}
		return process;
	}

	private File scratchDirectory() throws IOException {
		return Files.createDirectories(this.scratch).toFile();
	}

	private void scheduleIdleStop() {
		if (!this.closed) {
			this.idleStop = this.watch.schedule(this::stopIfIdle, this.settings.idleTime().toMillis(),
					TimeUnit.MILLISECONDS);
		}
	}

	private void stopIfIdle() {
		if (this.lock.tryLock()) {
			try {
				stopCurrent();
			}
			finally {
				this.lock.unlock();
			}
		}
	}

	private void stopCurrent() {
		ReaderProcess process = this.current;
		this.current = null;
		if (process != null) {
			process.stop();
		}
	}

	/**
	 * The id of the running reader process, for health pages and tests; empty while none
	 * runs.
	 */
	public OptionalLong processId() {
		ReaderProcess process = this.current;
		return (process != null && process.isAlive()) ? OptionalLong.of(process.pid()) : OptionalLong.empty();
	}

	@Override
	public void close() {
		this.lock.lock();
		try {
			this.closed = true;
			stopCurrent();
		}
		finally {
			this.lock.unlock();
		}
		this.watch.shutdownNow();
		deleteScratch();
	}

	private void deleteScratch() {
		try (Stream<Path> files = Files.walk(this.scratch)) {
			files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
		}
		catch (IOException ex) {
			this.scratch.toFile().deleteOnExit();
		}
	}

}
