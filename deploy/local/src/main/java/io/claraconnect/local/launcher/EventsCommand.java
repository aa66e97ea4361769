package io.claraconnect.local.launcher;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

import io.claraconnect.local.StackFailed;

/**
 * Lists topics, or follows one.
 */
@Command(name = "events", description = "Lists the topics, or follows one as readable JSON.")
final class EventsCommand implements Callable<Integer> {

	private final Settings settings;

	private final Console console;

	@Parameters(arity = "0..1", paramLabel = "TOPIC", description = "Follow this topic from now on.")
	private @Nullable String topic;

	@Option(names = "--from-beginning", description = "Show what is there already, too.")
	private boolean fromBeginning;

	@Option(names = "--no-follow", description = "With --from-beginning: end after what is there.")
	private boolean noFollow;

	@Option(names = "--max", defaultValue = "0", description = "End after so many records.")
	private long max;

	@Option(names = "--schema", description = "Show the schema with each record.")
	private boolean withSchema;

	private long shown;

	EventsCommand(Settings settings, Console console) {
		this.settings = settings;
		this.console = console;
	}

	@Override
	public Integer call() {
		WholeStack stack = new WholeStack(this.settings);
		if (!stack.infrastructure().kafka().isAlive()) {
			throw new StackFailed("The broker does not run: start the stack with ./clara up");
		}
		try (Topics topics = new Topics(stack.infrastructure().bootstrapServers())) {
			if (this.topic == null) {
				this.console.table(topics.table());
			}
			else {
				show(topics, this.topic,
						new EventJson(new RegisteredSchemas(stack.infrastructure().registryUrl())::byId));
			}
		}
		return ExitCode.OK;
	}

	/** On a terminal indented, into a pipe one line per record. */
	private void show(Topics topics, String name, EventJson json) {
		JsonMapper mapper = JsonMapper.builder().build();
		ObjectWriter writer = this.console.isTerminal() ? mapper.writerWithDefaultPrettyPrinter() : mapper.writer();
		if (this.console.isTerminal() && !this.fromBeginning) {
			this.console.error("Showing what comes from now on, until Ctrl-C; --from-beginning shows what is there.");
		}
		topics.read(name, this.fromBeginning, !this.noFollow, (record) -> {
			this.console.line(writer.writeValueAsString(json.of(record, this.withSchema)));
			this.shown++;
			return this.max == 0 || this.shown < this.max;
		});
	}

}
