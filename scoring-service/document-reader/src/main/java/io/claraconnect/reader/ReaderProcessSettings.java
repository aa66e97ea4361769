package io.claraconnect.reader;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * How to run the reader process.
 *
 * @param classPath class path of the process: the runnable jar, or directories and jars
 * joined by the path separator
 * @param javaHome home of the Java runtime to run it with
 * @param maxHeapMegabytes heap of the process
 * @param limits bounds of one document
 * @param timeout how long one document may take once the process is ready
 * @param startTimeout how long the process may take to become ready
 * @param idleTime the process is stopped after this time without a document; the next
 * document starts another
 */
public record ReaderProcessSettings(String classPath, Path javaHome, int maxHeapMegabytes, ReadLimits limits,
		Duration timeout, Duration startTimeout, Duration idleTime) {

	public ReaderProcessSettings {
		Objects.requireNonNull(classPath, "classPath");
		Objects.requireNonNull(javaHome, "javaHome");
		Objects.requireNonNull(limits, "limits");
		if (classPath.isBlank() || maxHeapMegabytes < 32 || !timeout.isPositive() || !startTimeout.isPositive()
				|| !idleTime.isPositive()) {
			throw new IllegalArgumentException("Class path, heap and times of the reader process must be positive");
		}
	}

	/**
	 * 256 MB heap, 10 seconds per document, stopped after one idle minute, run by the
	 * Java of this process.
	 */
	public static ReaderProcessSettings of(String classPath) {
		return new ReaderProcessSettings(classPath, Path.of(System.getProperty("java.home")), 256, ReadLimits.DEFAULT,
				Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(1));
	}

	public ReaderProcessSettings withTimeout(Duration value) {
		return new ReaderProcessSettings(this.classPath, this.javaHome, this.maxHeapMegabytes, this.limits, value,
				this.startTimeout, this.idleTime);
	}

	public ReaderProcessSettings withIdleTime(Duration value) {
		return new ReaderProcessSettings(this.classPath, this.javaHome, this.maxHeapMegabytes, this.limits,
				this.timeout, this.startTimeout, value);
	}

}
