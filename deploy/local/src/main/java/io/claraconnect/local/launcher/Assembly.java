package io.claraconnect.local.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.claraconnect.local.BrokerDoor;
import io.claraconnect.local.Distribution;
import io.claraconnect.local.HttpPart;
import io.claraconnect.local.LocalStack;
import io.claraconnect.local.Part;
import io.claraconnect.local.StackDirectory;
import io.claraconnect.local.StackPorts;

/**
 * The parts of a whole stack, put together as {@code ./clara up} does, for tests that
 * start, disturb and change each of them on their own. Describing it starts nothing.
 */
public final class Assembly {

	private final WholeStack stack;

	private final StackSteps steps;

	private final Secrets secrets;

	/**
	 * Describes a stack.
	 * @param distribution where the built programs are
	 * @param directory where it keeps its files
	 * @param ports where it listens
	 * @param doors further listeners of the broker
	 */
	public Assembly(Distribution distribution, StackDirectory directory, StackPorts ports, List<BrokerDoor> doors) {
		this.stack = new WholeStack(new Settings(distribution, directory, ports), doors);
		this.steps = new StackSteps(this.stack);
		this.secrets = new Secrets(directory);
	}

	/**
	 * Gives broker, database and registry.
	 * @return the parts that others wrote
	 */
	public LocalStack infrastructure() {
		return this.stack.infrastructure();
	}

	/**
	 * Gives the stand-in of the vendors.
	 * @return the part
	 */
	public Part sandbox() {
		return this.stack.sandbox().part();
	}

	/**
	 * Gives an instance of a service. Instances share group and role, not port and files.
	 * @param service the service
	 * @param name name of this instance, for its files
	 * @param port where it listens
	 * @param changes asked at every start
	 * @return the part
	 */
	public HttpPart service(Service service, String name, int port, Supplier<Changes> changes) {
		return new HttpPart(name, this.stack.settings().directory(), () -> program(service, name, port, changes.get()),
				WholeStack.health(port));
	}

	/**
	 * Unpacks a service and starts it to the point before it connects to anything, so
	 * that the virtual machine can note what a start needs
	 * (<a href="https://openjdk.org/jeps/514">JEP 514</a>, 2026-11-21). It then starts
	 * with a third of the work.
	 * @param service the service
	 * @param folder where it is unpacked
	 * @param log where the output goes
	 * @return the unpacked program
	 * @throws IllegalStateException when the service cannot be started
	 */
	public Rehearsed rehearse(Service service, Path folder, Path log) {
		return Rehearsed.make(jar(service), folder, WholeStack.jvm(service.heapMegabytes()),
				this.stack.environment().of(service), log);
	}

	private HttpPart.Program program(Service service, String name, int port, Changes changes) {
		Map<String, String> environment = new TreeMap<>(this.stack.environment().of(service));
		environment.put("SERVER_PORT", String.valueOf(port));
		environment.putAll(changes.environment());
		List<String> jvm = new ArrayList<>(WholeStack.jvm(service.heapMegabytes()));
		jvm.addAll(changes.jvm());
		return new HttpPart.Program(jvm, List.of("-jar", changes.jar().toString()), environment,
				this.stack.settings().directory().data(name));
	}

	/**
	 * Locates what the build made of a service.
	 * @param service the service
	 * @return its executable jar
	 */
	public Path jar(Service service) {
		return service.jar(this.stack.settings().distribution().home());
	}

	/**
	 * Tells where the first instance of a service listens.
	 * @param service the service
	 * @return port of the loopback address
	 */
	public int port(Service service) {
		return service.port(this.stack.settings().ports());
	}

	/** Brings databases, tables and roles; needs PostgreSQL. */
	public void migrate() {
		this.steps.migrate();
	}

	/** Brings topics and schemas; needs broker and registry. */
	public void deployTopics() {
		this.steps.deployTopics();
	}

	/**
	 * Gives the bearer token of the control API.
	 * @return the token, never to be logged
	 */
	public String adminToken() {
		try {
			return Files.readString(this.secrets.adminToken()).strip();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The admin token cannot be read", ex);
		}
	}

	/**
	 * Gives the secret of our app at a vendor with a marketplace.
	 * @return the secret, never to be logged
	 */
	public String marketplaceSecret() {
		return this.secrets.marketplaceSecret();
	}

	/**
	 * Locates the keys of this stack, which open what its services seal.
	 * @return the file that the services read
	 */
	public Path platformKeys() {
		return this.secrets.platformKeys();
	}

	/**
	 * What differs from an ordinary start.
	 *
	 * @param environment settings that are added or replaced
	 * @param jvm further options of the virtual machine; the last of two counts
	 * @param jar what to run
	 */
	public record Changes(Map<String, String> environment, List<String> jvm, Path jar) {

		/**
		 * Copies what may still change.
		 * @param environment settings that are added or replaced
		 * @param jvm further options of the virtual machine
		 * @param jar what to run
		 */
		public Changes {
			environment = Map.copyOf(environment);
			jvm = List.copyOf(jvm);
		}

	}

}
