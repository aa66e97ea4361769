package io.claraconnect.instruments.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where the CPU time of Java threads went, by parts. A sample belongs to the part of the
 * innermost frame that any part claims, so that what a library does in the JDK counts as
 * the library's.
 *
 * @param samples how many samples there are
 * @param byPart how many of them belong to each part, in the order of the parts; the last
 * one is the rest
 */
public record CpuProfile(long samples, Map<String, Long> byPart) {

	private static final String REST = "other";

	/**
	 * Reads a recording.
	 * @param recording what {@link FlightRecording} wrote
	 * @param parts the parts
	 */
	public static CpuProfile of(Path recording, List<Part> parts) {
		Map<String, Long> counts = new LinkedHashMap<>();
		parts.forEach((part) -> counts.put(part.name(), 0L));
		counts.put(REST, 0L);
		long samples = 0;
		try (RecordingFile file = new RecordingFile(recording)) {
			while (file.hasMoreEvents()) {
				RecordedEvent event = file.readEvent();
				RecordedStackTrace stack = event.getStackTrace();
				if (event.getEventType().getName().equals(FlightRecording.SAMPLE) && stack != null) {
					counts.merge(partOf(stack, parts), 1L, Long::sum);
					samples++;
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The recording cannot be read", ex);
		}
		return new CpuProfile(samples, counts);
	}

	private static String partOf(RecordedStackTrace stack, List<Part> parts) {
		for (RecordedFrame frame : stack.getFrames()) {
			String method = frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
			for (Part part : parts) {
				if (part.prefixes().stream().anyMatch(method::startsWith)) {
					return part.name();
				}
			}
		}
		return REST;
	}

	/** The share of a part, from 0 to 1. */
	public double share(String part) {
		return (this.samples == 0) ? 0 : (double) this.byPart.getOrDefault(part, 0L) / this.samples;
	}

	/**
	 * A part.
	 *
	 * @param name its name
	 * @param prefixes what the names of its methods begin with, class and method; the
	 * first part of the list that fits claims a frame
	 */
	public record Part(String name, List<String> prefixes) {

		/** A part. */
		public static Part of(String name, String... prefixes) {
			return new Part(name, List.of(prefixes));
		}

	}

}
