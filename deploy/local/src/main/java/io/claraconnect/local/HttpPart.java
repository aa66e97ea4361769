package io.claraconnect.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A Java program of ours that answers a health page over HTTP.
 */
public final class HttpPart extends Part {

	private static final Duration START_LIMIT = Duration.ofSeconds(120);

	private final Supplier<Program> program;

	private final URI health;

	/**
	 * Describes the program; starts nothing.
	 * @param name name of the part
	 * @param directory where its log and pid file are
	 * @param program what to run; asked for when it is started
	 * @param health answers 200 as soon as the part is usable
	 */
	public HttpPart(String name, StackDirectory directory, Supplier<Program> program, URI health) {
		super(new OwnProcess(name, directory));
		this.program = program;
		this.health = health;
	}

	@Override
	void launch(OwnProcess ownProcess) {
		ownProcess.launch(this.program.get().spec());
	}

	@Override
	Duration startLimit() {
		return START_LIMIT;
	}

	@Override
	public boolean isReady() {
		return Http.answers(this.health);
	}

	/**
	 * A Java program.
	 *
	 * @param jvm options of the virtual machine
	 * @param arguments what follows them: {@code -jar} with a file or a main class, and
	 * the program's own arguments; no secret among them
	 * @param environment settings, secrets included
	 * @param workingDirectory an existing directory
	 */
	public record Program(List<String> jvm, List<String> arguments, Map<String, String> environment,
			Path workingDirectory) {

		/**
		 * Copies what may still change.
		 */
		public Program {
			jvm = List.copyOf(jvm);
			arguments = List.copyOf(arguments);
			environment = Map.copyOf(environment);
		}

		ProcessSpec spec() {
			List<String> command = new ArrayList<>(List.of(Machine.java().toString()));
			command.addAll(this.jvm);
			command.addAll(this.arguments);
			return new ProcessSpec(command, this.environment, this.workingDirectory);
		}

		@Override
		public String toString() {
			return "Program[" + this.arguments + "]";
		}

	}

}
