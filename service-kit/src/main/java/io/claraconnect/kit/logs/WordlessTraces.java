package io.claraconnect.kit.logs;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import org.jspecify.annotations.Nullable;

/**
 * Prints the errors that come with a log record by type and place, without the words of
 * others: a parser quotes what it could not read, a database the row that it refused, a
 * client the address with its token. Words of our own are printed, since they name no
 * person and no secret, and so is everything while a service starts, when there is
 * nothing yet but settings to tell of.
 */
public final class WordlessTraces extends ThrowableHandlingConverter {

	private static final String OURS = "io.claraconnect.";

	private static final String START = "org.springframework.boot.SpringApplication";

	private static final int DEEPEST = 20;

	@Override
	public String convert(ILoggingEvent event) {
		IThrowableProxy thrown = event.getThrowableProxy();
		if (thrown == null) {
			return "";
		}
		StringBuilder text = new StringBuilder();
		print(thrown, "", "", START.equals(event.getLoggerName()), 0, text);
		return text.toString();
	}

	private static void print(IThrowableProxy thrown, String indent, String how, boolean starting, int depth,
			StringBuilder text) {
		text.append(indent).append(how).append(thrown.getClassName());
		String message = thrown.getMessage();
		if (message != null && (starting || ours(thrown))) {
			text.append(": ").append(message.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", "?"));
		}
		text.append(System.lineSeparator());
		StackTraceElementProxy[] frames = thrown.getStackTraceElementProxyArray();
		int own = frames.length - thrown.getCommonFrames();
		for (int i = 0; i < own; i++) {
			text.append(indent).append('\t').append(frames[i].getSTEAsString()).append(System.lineSeparator());
		}
		if (depth == DEEPEST || thrown.isCyclic()) {
			return;
		}
		for (IThrowableProxy suppressed : thrown.getSuppressed()) {
			print(suppressed, indent + '\t', "Suppressed: ", starting, depth + 1, text);
		}
		@Nullable IThrowableProxy cause = thrown.getCause();
		if (cause != null) {
			print(cause, indent, "Caused by: ", starting, depth + 1, text);
		}
	}

	/** An error of our own, or one of Java's that our code has made. */
	private static boolean ours(IThrowableProxy thrown) {
		StackTraceElementProxy[] frames = thrown.getStackTraceElementProxyArray();
		return thrown.getClassName().startsWith(OURS)
				|| (frames.length > 0 && frames[0].getStackTraceElement().getClassName().startsWith(OURS));
	}

}
