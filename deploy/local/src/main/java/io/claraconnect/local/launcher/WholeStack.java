package io.claraconnect.local.launcher;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.claraconnect.local.BrokerDoor;
import io.claraconnect.local.HttpPart;
import io.claraconnect.local.LocalStack;
import io.claraconnect.local.Part;
import io.claraconnect.local.StackPorts;

/**
 * All parts of the stack: three that others wrote, the sandbox and our five services.
 */
final class WholeStack {

	/**
	 * A virtual machine that ends instead of limping on, with a collector for few cores.
	 */
	static final List<String> JVM = List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Xss512k",
			"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

	private final Settings settings;

	private final LocalStack infrastructure;

	private final ServiceEnvironment environment;

	private final Member sandbox;

	private final List<Member> services = new ArrayList<>();

	WholeStack(Settings settings) {
		this(settings, List.of());
	}

	WholeStack(Settings settings, List<BrokerDoor> doors) {
		this.settings = settings;
		this.infrastructure = LocalStack.in(settings.distribution(), settings.directory(), settings.ports(), doors);
		this.environment = new ServiceEnvironment(settings, this.infrastructure, new Secrets(settings.directory()));
		this.sandbox = sandbox(settings);
		for (Service service : Service.values()) {
			this.services.add(service(service));
		}
	}

	LocalStack infrastructure() {
		return this.infrastructure;
	}

	ServiceEnvironment environment() {
		return this.environment;
	}

	Settings settings() {
		return this.settings;
	}

	Member sandbox() {
		return this.sandbox;
	}

	List<Member> services() {
		return List.copyOf(this.services);
	}

	/** In the order in which they start. */
	List<Member> members() {
		List<Member> members = new ArrayList<>(infrastructureMembers());
		members.add(this.sandbox);
		members.addAll(this.services);
		return members;
	}

	List<Member> infrastructureMembers() {
		StackPorts ports = this.settings.ports();
		return List.of(
				new Member(this.infrastructure.kafka(), this.infrastructure.bootstrapServers(),
						List.of(ports.kafka(), ports.kafkaController())),
				new Member(this.infrastructure.postgres(),
						"postgresql://127.0.0.1:" + ports.postgres() + "/" + ServiceEnvironment.DATABASE,
						List.of(ports.postgres())),
				new Member(this.infrastructure.registry(), this.infrastructure.registryUrl(),
						List.of(ports.registry(), ports.registryManagement())));
	}

	private static Member sandbox(Settings settings) {
		int port = settings.ports().sandbox();
		return member(new HttpPart("sandbox", settings.directory(), () -> sandboxProgram(settings, port),
				URI.create(local(port) + "/health")), port);
	}

	private static HttpPart.Program sandboxProgram(Settings settings, int port) {
		Path jar = settings.distribution().home().resolve("ats/ats-sandbox/target/ats-sandbox-boot.jar");
		Path data = settings.directory().data("sandbox");
		return new HttpPart.Program(jvm(192),
				List.of("-jar", jar.toString(), "--port", String.valueOf(port), "--data", data.toString()), Map.of(),
				data);
	}

	private Member service(Service service) {
		int port = service.port(this.settings.ports());
		return member(new HttpPart(service.partName(), this.settings.directory(), () -> program(service), health(port)),
				port);
	}

	static URI health(int port) {
		return URI.create(local(port) + "/actuator/health/readiness");
	}

	private HttpPart.Program program(Service service) {
		return new HttpPart.Program(jvm(service.heapMegabytes()),
				List.of("-jar", service.jar(this.settings.distribution().home()).toString()),
				this.environment.of(service), this.settings.directory().data(service.partName()));
	}

	private static Member member(Part part, int port) {
		return new Member(part, local(port), List.of(port));
	}

	static String local(int port) {
		return "http://127.0.0.1:" + port;
	}

	static List<String> jvm(int heapMegabytes) {
		List<String> options = new ArrayList<>(JVM);
		options.add("-Xmx" + heapMegabytes + "m");
		return options;
	}

}
