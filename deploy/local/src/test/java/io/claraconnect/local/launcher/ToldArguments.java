package io.claraconnect.local.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A program that tells what it was given. */
public final class ToldArguments {

	static final String FILE = "told";

	static final int EXIT_CODE = 42;

	private ToldArguments() {
	}

	/** Writes its arguments to a file in the home of the project. */
	public static void main(String[] arguments) throws IOException {
		Files.write(Path.of(System.getProperty("clara.home"), FILE), List.of(arguments));
		System.exit(EXIT_CODE);
	}

}
