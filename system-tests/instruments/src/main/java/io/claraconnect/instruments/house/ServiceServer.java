package io.claraconnect.instruments.house;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.claraconnect.local.HttpPart;
import io.claraconnect.local.launcher.Assembly;
import io.claraconnect.local.launcher.Service;

/** An instance of one of our services. */
public final class ServiceServer extends Server {

	private final Service service;

	private final String address;

	private final Path failpoints;

	private final Map<String, String> changes;

	private final Api api;

	private ServiceServer(Service service, HttpPart part, String address, Path failpoints,
			Map<String, String> changes) {
		super(part);
		this.service = service;
		this.address = address;
		this.failpoints = failpoints;
		this.changes = changes;
		this.api = new Api(part.name(), address, null);
	}

	static ServiceServer of(Assembly assembly, Service service, String name, int port, Path failpoints,
			Assembly.Changes standard) {
		Map<String, String> changes = new TreeMap<>();
		HttpPart part = assembly.service(service, name, port, () -> {
			Map<String, String> environment = new TreeMap<>(standard.environment());
			environment.putAll(changes);
			return new Assembly.Changes(environment, standard.jvm(), standard.jar());
		});
		return new ServiceServer(service, part, "http://127.0.0.1:" + port, failpoints, changes);
	}

	/**
	 * Tells which service this is an instance of.
	 * @return the service
	 */
	public Service service() {
		return this.service;
	}

	/**
	 * Gives its address.
	 * @return a URL without trailing slash
	 */
	public String address() {
		return this.address;
	}

	/**
	 * Changes a setting of its next starts.
	 * @param variable name of the environment variable
	 * @param value its value; empty takes the change back
	 */
	public synchronized void set(String variable, String value) {
		if (value.isEmpty()) {
			this.changes.remove(variable);
		}
		else {
			this.changes.put(variable, value);
		}
	}

	/**
	 * Locates what the failpoints agent of this instance obeys.
	 * @return the control directory
	 */
	public Path failpoints() {
		return this.failpoints;
	}

	/**
	 * Reads the metrics page.
	 * @return Prometheus text
	 */
	public String metrics() {
		return this.api.text("/actuator/prometheus");
	}

	/**
	 * Writes down what all threads of the process do now, virtual ones included.
	 * @return the text, for people
	 */
	public String threads() {
		StringBuilder all = new StringBuilder();
		Path file = logFile().resolveSibling(name() + ".threads");
		for (List<String> question : List.of(List.of("Thread.print", "-l"),
				List.of("Thread.dump_to_file", "-overwrite", file.toString()))) {
			all.append(asked(question));
		}
		try {
			return all.append(Files.readString(file)).toString();
		}
		catch (IOException ex) {
			return all.append(ex).toString();
		}
	}

	private String asked(List<String> question) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), String.valueOf(pid())));
		command.addAll(question);
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	/**
	 * Adds up a metric.
	 * @param name its name on the metrics page
	 * @param labels what must be there, such as {@code outcome="taken"}
	 * @return the sum of all samples with these labels, 0 when there is none
	 */
	public double metric(String name, String... labels) {
		return metrics().lines()
			.filter((line) -> line.startsWith(name + "{") || line.startsWith(name + " "))
			.filter((line) -> List.of(labels).stream().allMatch(line::contains))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
			.sum();
	}

}
