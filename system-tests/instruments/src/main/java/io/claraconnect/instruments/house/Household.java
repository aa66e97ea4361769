package io.claraconnect.instruments.house;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import io.claraconnect.local.launcher.Assembly;
import io.claraconnect.local.launcher.Rehearsed;
import io.claraconnect.local.launcher.Service;

/** All programs of a house: how they are set up, started in order, and ended. */
final class Household {

	private final HouseOptions options;

	private final Rooms rooms;

	private final Links links;

	private final Assembly assembly;

	private final String webhookAddress;

	private final Server broker;

	private final Server database;

	private final RegistryServer registry;

	private final Server sandbox;

	private final Map<Service, Rehearsed> programs;

	private final Map<Service, ServiceServer> services = new EnumMap<>(Service.class);

	private final List<Server> further = new ArrayList<>();

	private final AtomicInteger instances = new AtomicInteger(1);

	Household(HouseOptions options, Rooms rooms, Links links, Assembly assembly, String webhookAddress) {
		this.options = options;
		this.rooms = rooms;
		this.links = links;
		this.assembly = assembly;
		this.webhookAddress = webhookAddress;
		this.broker = new Server(assembly.infrastructure().kafka());
		this.database = new Server(assembly.infrastructure().postgres());
		this.registry = new RegistryServer(assembly, new Sql(assembly.infrastructure(), "postgres"));
		this.sandbox = new Server(assembly.sandbox());
		this.programs = Rehearsals.of(rooms.distribution().home(), assembly);
		for (Service service : Service.values()) {
			this.services.put(service, instance(service, service.partName(), assembly.port(service)));
		}
	}

	Server broker() {
		return this.broker;
	}

	Server database() {
		return this.database;
	}

	RegistryServer registry() {
		return this.registry;
	}

	Server sandbox() {
		return this.sandbox;
	}

	ServiceServer service(Service service) {
		ServiceServer server = this.services.get(service);
		if (server == null) {
			throw new IllegalArgumentException("No " + service);
		}
		return server;
	}

	List<ServiceServer> services() {
		return List.copyOf(this.services.values());
	}

	ServiceServer another(Service service) {
		ServiceServer server = instance(service, service.partName() + "-" + this.instances.incrementAndGet(),
				Rooms.freePort());
		synchronized (this.further) {
			this.further.add(server);
		}
		server.start();
		return server;
	}

	void kill() {
		List<Server> all = new ArrayList<>(this.services.values());
		synchronized (this.further) {
			all.addAll(this.further);
		}
		all.addAll(List.of(this.sandbox, this.registry, this.broker, this.database));
		all.forEach(Server::kill);
	}

	void start() {
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			CompletableFuture<Void> kafka = CompletableFuture.runAsync(this.broker::start, threads);
			CompletableFuture<Void> data = CompletableFuture.runAsync(this.database::start, threads);
			CompletableFuture<Void> schemas = data.thenRunAsync(this.registry::start, threads);
			CompletableFuture<Void> migration = data.thenRunAsync(this.assembly::migrate, threads);
			CompletableFuture<Void> ats = CompletableFuture.runAsync(this.sandbox::start, threads);
			CompletableFuture<Void> deployed = CompletableFuture.allOf(kafka, schemas)
				.thenRunAsync(this.assembly::deployTopics, threads);
			CompletableFuture<Void> ground = CompletableFuture.allOf(migration, deployed, ats);
			CompletableFuture
				.allOf(this.services.values()
					.stream()
					.map((server) -> ground.thenRunAsync(server::start, threads))
					.toArray(CompletableFuture[]::new))
				.join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			if (ex.getCause() instanceof Error cause) {
				throw cause;
			}
			throw ex;
		}
	}

	private ServiceServer instance(Service service, String name, int port) {
		Map<String, String> environment = new LinkedHashMap<>();
		if (service == Service.CONFIG_SERVICE) {
			environment.put("CLARA_WEBHOOK_BASE_URL", this.webhookAddress);
		}
		environment.putAll(this.links.environment(service, this.assembly.infrastructure().registryUrl()));
		environment.putAll(this.options.environmentOf(service));
		Rehearsed program = Objects.requireNonNull(this.programs.get(service));
		List<String> jvm = new ArrayList<>(program.jvm());
		jvm.addAll(this.options.jvmOf(service));
		Path failpoints = this.rooms.failpoints(name);
		if (this.options.hasFailpoints()) {
			jvm.add("-javaagent:" + this.rooms.agent() + "=" + failpoints);
		}
		return ServiceServer.of(this.assembly, service, name, port, failpoints,
				new Assembly.Changes(environment, jvm, program.jar()));
	}

}
