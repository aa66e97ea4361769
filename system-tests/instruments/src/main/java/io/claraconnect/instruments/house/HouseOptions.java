package io.claraconnect.instruments.house;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.claraconnect.local.launcher.Service;

/**
 * How a house is built. Each method gives changed options and leaves these as they are.
 */
public final class HouseOptions {

	private static final long ANY_SEED = 20_261_121;

	private final long seed;

	private final boolean failpoints;

	private final boolean kept;

	private final Map<Service, Map<String, String>> environment;

	private final Map<Service, List<String>> jvm;

	private final Map<Link, Set<Service>> proxied;

	private HouseOptions(long seed, boolean failpoints, boolean kept, Map<Service, Map<String, String>> environment,
			Map<Service, List<String>> jvm, Map<Link, Set<Service>> proxied) {
		this.seed = seed;
		this.failpoints = failpoints;
		this.kept = kept;
		this.environment = environment;
		this.jvm = jvm;
		this.proxied = proxied;
	}

	/**
	 * A house as {@code ./clara up} builds it, with the courier before its front door.
	 * @return the options
	 */
	public static HouseOptions standard() {
		return new HouseOptions(ANY_SEED, false, Boolean.getBoolean("clara.house.keep"), Map.of(), Map.of(), Map.of());
	}

	/**
	 * Sets where everything random comes from.
	 * @param value the seed
	 * @return changed options
	 */
	public HouseOptions seed(long value) {
		return new HouseOptions(value, this.failpoints, this.kept, this.environment, this.jvm, this.proxied);
	}

	/**
	 * Attaches the failpoints agent to every service; it does nothing until it is told.
	 * @return changed options
	 */
	public HouseOptions failpoints() {
		return new HouseOptions(this.seed, true, this.kept, this.environment, this.jvm, this.proxied);
	}

	/**
	 * Leaves files and logs after the end, as the system property
	 * {@code clara.house.keep} does for every house.
	 * @return changed options
	 */
	public HouseOptions kept() {
		return new HouseOptions(this.seed, this.failpoints, true, this.environment, this.jvm, this.proxied);
	}

	/**
	 * Sets a setting of one service.
	 * @param service the service
	 * @param variable name of the environment variable
	 * @param value its value
	 * @return changed options
	 */
	public HouseOptions with(Service service, String variable, String value) {
		Map<Service, Map<String, String>> changed = new EnumMap<>(Service.class);
		this.environment.forEach((key, map) -> changed.put(key, new LinkedHashMap<>(map)));
		changed.computeIfAbsent(service, (_) -> new LinkedHashMap<>()).put(variable, value);
		return new HouseOptions(this.seed, this.failpoints, this.kept, changed, this.jvm, this.proxied);
	}

	/**
	 * Sets a setting of all services.
	 * @param variable name of the environment variable
	 * @param value its value
	 * @return changed options
	 */
	public HouseOptions with(String variable, String value) {
		HouseOptions changed = this;
		for (Service service : Service.values()) {
			changed = changed.with(service, variable, value);
		}
		return changed;
	}

	/**
	 * Lets every service log everything it can, libraries included.
	 * @return changed options
	 */
	public HouseOptions debugLogging() {
		return with("LOGGING_LEVEL_ROOT", "debug");
	}

	/**
	 * Adds options of a service's virtual machine, such as {@code -Xmx1g}.
	 * @param service the service
	 * @param options the options; of two the last counts
	 * @return changed options
	 */
	public HouseOptions jvm(Service service, String... options) {
		Map<Service, List<String>> changed = new EnumMap<>(Service.class);
		changed.putAll(this.jvm);
		List<String> all = new ArrayList<>(changed.getOrDefault(service, List.of()));
		all.addAll(List.of(options));
		changed.put(service, all);
		return new HouseOptions(this.seed, this.failpoints, this.kept, this.environment, changed, this.proxied);
	}

	/**
	 * Lets every service start faster and run slower: for suites of small tests.
	 * @return changed options
	 */
	public HouseOptions quickStart() {
		HouseOptions changed = this;
		for (Service service : Service.values()) {
			changed = changed.jvm(service, "-XX:TieredStopAtLevel=1");
		}
		return changed;
	}

	/**
	 * Puts a fault proxy on a link.
	 * @param link the link
	 * @param services whose link; all services when none is named. {@link Link#ATS} is
	 * one proxy for all
	 * @return changed options
	 */
	public HouseOptions proxied(Link link, Service... services) {
		Map<Link, Set<Service>> changed = new EnumMap<>(Link.class);
		changed.putAll(this.proxied);
		Set<Service> all = EnumSet.noneOf(Service.class);
		all.addAll(changed.getOrDefault(link, Set.of()));
		all.addAll((services.length == 0) ? List.of(Service.values()) : List.of(services));
		changed.put(link, all);
		return new HouseOptions(this.seed, this.failpoints, this.kept, this.environment, this.jvm, changed);
	}

	/**
	 * Puts a fault proxy on every link.
	 * @return changed options
	 */
	public HouseOptions proxiedEverywhere() {
		HouseOptions changed = this;
		for (Link link : Link.values()) {
			changed = changed.proxied(link);
		}
		return changed;
	}

	long seed() {
		return this.seed;
	}

	boolean hasFailpoints() {
		return this.failpoints;
	}

	boolean isKept() {
		return this.kept;
	}

	Map<String, String> environmentOf(Service service) {
		return this.environment.getOrDefault(service, Map.of());
	}

	List<String> jvmOf(Service service) {
		return this.jvm.getOrDefault(service, List.of());
	}

	Set<Service> proxiedOn(Link link) {
		return this.proxied.getOrDefault(link, Set.of());
	}

}
