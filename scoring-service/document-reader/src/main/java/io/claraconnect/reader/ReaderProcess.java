package io.claraconnect.reader;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One running reader process and the pipes to it. Not safe for several threads: its owner
 * holds a lock.
 */
final class ReaderProcess {

	private final Process process;

	private final DataInputStream in;

	private final DataOutputStream out;

	private final ReaderProcessSettings settings;

	private final ScheduledExecutorService watch;

	private volatile boolean killed;

	private ReaderProcess(Process process, ReaderProcessSettings settings, ScheduledExecutorService watch) {
		this.process = process;
		this.settings = settings;
		this.watch = watch;
		this.in = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
		this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
	}

	static ReaderProcess start(ReaderProcessSettings settings, File scratch, ScheduledExecutorService watch)
			throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command(settings, scratch)).directory(scratch)
			.redirectError(ProcessBuilder.Redirect.DISCARD);
		builder.environment().clear();
		builder.environment().put("LANG", "C.UTF-8");
		ReaderProcess reader = new ReaderProcess(builder.start(), settings, watch);
		reader.awaitReady();
		return reader;
	}

	private static List<String> command(ReaderProcessSettings settings, File scratch) {
		ReadLimits limits = settings.limits();
		return List.of(settings.javaHome().resolve("bin").resolve("java").toString(),
				"-Xmx" + settings.maxHeapMegabytes() + "m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
				"-XX:+ExitOnOutOfMemoryError", "-XX:-UsePerfData", "-Xshare:auto", "-Djava.awt.headless=true",
				"-Djava.io.tmpdir=" + scratch, "-Duser.home=" + scratch, "-Dpdfbox.fontcache=" + scratch,
				"-Dlog4j2.level=OFF", "-cp", settings.classPath(), ReaderMain.class.getName(),
				Integer.toString(limits.maxBytes()), Integer.toString(limits.maxPages()),
				Integer.toString(limits.maxCharacters()));
	}

	private void awaitReady() throws IOException {
		ScheduledFuture<?> alarm = this.watch.schedule(this.process::destroyForcibly,
				this.settings.startTimeout().toMillis(), TimeUnit.MILLISECONDS);
		try {
			if (this.in.readInt() != Frames.READY) {
				throw new IOException("Not a reader process");
			}
		}
		catch (IOException ex) {
			kill();
			throw ex;
		}
		finally {
			alarm.cancel(false);
		}
	}

	/** One outcome for one document. After a timeout or a crash the process is gone. */
	ReadOutcome read(DocumentSource source) {
		AtomicBoolean late = new AtomicBoolean();
		ScheduledFuture<?> alarm = this.watch.schedule(() -> {
			late.set(true);
			this.process.destroyForcibly();
		}, this.settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
		try {
			Frames.writeRequest(this.out, source);
			return Frames.readReply(this.in);
		}
		catch (IOException ex) {
			kill();
			return new Unreadable(late.get() ? Unreadable.Reason.TIMEOUT : Unreadable.Reason.CRASHED);
		}
		finally {
			alarm.cancel(false);
		}
	}

	boolean isAlive() {
		return !this.killed && this.process.isAlive();
	}

	long pid() {
		return this.process.pid();
	}

	void kill() {
		this.killed = true;
		this.process.destroyForcibly();
		closeQuietly();
	}

	/**
	 * Closes the pipe, which ends the process; kills it if that takes longer than two
	 * seconds.
	 */
	void stop() {
		closeQuietly();
		try {
			if (!this.process.waitFor(2, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

	private void closeQuietly() {
		try (this.in; this.out) {
			this.process.getOutputStream().close();
		}
		catch (IOException ex) {
			this.process.destroyForcibly();
		}
	}

}
