package io.claraconnect.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The last lines of a log, read from its end.
 */
public final class LogEnd {

	private static final int LONGEST_READ = 256 * 1024;

	private LogEnd() {
	}

	/**
	 * Reads the end of a log.
	 * @param log the file, which need not exist
	 * @param count how many lines at most
	 * @return the last lines, oldest first
	 */
	public static List<String> of(Path log, int count) {
		if (!Files.isRegularFile(log)) {
			return List.of();
		}
		try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
			int length = (int) Math.min(file.length(), LONGEST_READ);
			byte[] end = new byte[length];
			file.seek(file.length() - length);
			file.readFully(end);
			List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
			return lines.subList(Math.max(0, lines.size() - count), lines.size());
		}
		catch (IOException ex) {
			return List.of("(" + log + " cannot be read: " + ex.getMessage() + ")");
		}
	}

}
