package io.claraconnect.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

import org.jspecify.annotations.Nullable;

/**
 * Broker, database and registry together, each a process of its own.
 */
public final class LocalStack implements TestStack, AutoCloseable {

	/** How long a part may take to end by itself before it is killed. */
	public static final Duration GRACE = Duration.ofSeconds(20);

	private final KafkaProcess kafka;

	private final PostgresProcess postgres;

	private final RegistryProcess registry;

	private LocalStack(Distribution distribution, StackDirectory directory, StackPorts ports, List<BrokerDoor> doors) {
		this.kafka = new KafkaProcess(distribution, directory, ports, doors);
		this.postgres = new PostgresProcess(distribution, directory, ports);
		this.registry = new RegistryProcess(distribution, directory, ports, this.postgres);
	}

	/**
	 * Describes a stack; starts nothing.
	 * @param distribution where the programs are
	 * @param directory where data, logs, pid files and secrets are kept
	 * @param ports where it listens
	 * @return the stack, whose parts may already run from an earlier start
	 */
	public static LocalStack in(Distribution distribution, StackDirectory directory, StackPorts ports) {
		return in(distribution, directory, ports, List.of());
	}

	/**
	 * Describes a stack whose broker has more listeners than one; starts nothing.
	 * @param distribution where the programs are
	 * @param directory where data, logs, pid files and secrets are kept
	 * @param ports where it listens
	 * @param doors further listeners of the broker
	 * @return the stack, whose parts may already run from an earlier start
	 */
	public static LocalStack in(Distribution distribution, StackDirectory directory, StackPorts ports,
			List<BrokerDoor> doors) {
		return new LocalStack(distribution, directory, ports, doors);
	}

	/**
	 * Gives the one stack of this JVM, starting it on the first call (about 6 s). It
	 * listens on free ports, keeps its data in a temporary directory and vanishes with
	 * the JVM. Tests share it: each makes its own topics, subjects and databases.
	 * @return a running stack
	 */
	public static LocalStack forTests() {
		return Shared.get();
	}

	/**
	 * Starts what is not running and returns when all three answer.
	 * @throws StackFailed if one of them does not start
	 */
	public void start() {
		try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
			start(threads);
		}
	}

	private void start(Executor threads) {
		CompletableFuture<Void> broker = CompletableFuture.runAsync(this.kafka::start, threads);
		CompletableFuture<Void> rest = CompletableFuture.runAsync(this.postgres::start, threads)
			.thenRunAsync(this.registry::start, threads);
		try {
			CompletableFuture.allOf(broker, rest).join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof StackFailed failed) {
				throw failed;
			}
			throw ex;
		}
	}

	/**
	 * Stops all three, the registry first; data stays.
	 */
	@Override
	public void close() {
		List.of(this.registry, this.kafka, this.postgres).forEach((part) -> part.stop(GRACE));
	}

	/**
	 * Gives the broker.
	 * @return the part, to be stopped, killed and started by fault tests
	 */
	public KafkaProcess kafka() {
		return this.kafka;
	}

	/**
	 * Gives the database server.
	 * @return the part, to be stopped, killed and started by fault tests
	 */
	public PostgresProcess postgres() {
		return this.postgres;
	}

	/**
	 * Gives the registry.
	 * @return the part, to be stopped, killed and started by fault tests
	 */
	public RegistryProcess registry() {
		return this.registry;
	}

	/**
	 * Gives Kafka clients their entry.
	 * @return host and port
	 */
	@Override
	public String bootstrapServers() {
		return this.kafka.bootstrapServers();
	}

	/**
	 * Gives the base of the registry's Confluent-compatible API.
	 * @return a URL without trailing slash
	 */
	@Override
	public String registryUrl() {
		return this.registry.url();
	}

	/**
	 * Gives the database host.
	 * @return the loopback address
	 */
	public String databaseHost() {
		return "127.0.0.1";
	}

	/**
	 * Gives the database port.
	 * @return port of the loopback address
	 */
	public int databasePort() {
		return this.postgres.port();
	}

	/**
	 * Names the database superuser.
	 * @return user name
	 */
	@Override
	public String adminUser() {
		return PostgresProcess.ADMIN;
	}

	/**
	 * Gives the superuser's password.
	 * @return the password, never to be logged
	 */
	@Override
	public String adminPassword() {
		return this.postgres.adminPassword();
	}

	/**
	 * Names a database for JDBC.
	 * @param database name of a database
	 * @return the URL, without user or password
	 */
	@Override
	public String jdbcUrl(String database) {
		return this.postgres.jdbcUrl(database);
	}

	/**
	 * Names a database for R2DBC.
	 * @param database name of a database
	 * @return the URL, without user or password
	 */
	@Override
	public String r2dbcUrl(String database) {
		return "r2dbc:postgresql://" + databaseHost() + ":" + databasePort() + "/" + database;
	}

	/**
	 * Creates a database unless it exists.
	 * @param database lower-case letters, digits and underscores
	 */
	public void createDatabase(String database) {
		this.postgres.createDatabase(database);
	}

	/** Holder of the stack that tests share. */
	private static final class Shared {

		@Nullable private static LocalStack stack;

		static synchronized LocalStack get() {
			if (stack == null) {
				stack = startTemporary();
			}
			return stack;
		}

		private static LocalStack startTemporary() {
			try {
				StackDirectory directory = new StackDirectory(Files.createTempDirectory("clara-stack-"));
				LocalStack stack = in(Distribution.locate(), directory, StackPorts.free());
				Runtime.getRuntime().addShutdownHook(new Thread(() -> vanish(stack, directory.root())));
				stack.start();
				return stack;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		private static void vanish(LocalStack stack, Path directory) {
			List.of(stack.registry(), stack.kafka(), stack.postgres()).forEach(Part::killNow);
			Waiting.until(Duration.ofSeconds(10), () -> Directories.delete(directory));
		}

	}

}
