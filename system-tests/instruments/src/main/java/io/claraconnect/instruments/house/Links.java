package io.claraconnect.instruments.house;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.claraconnect.instruments.proxy.FaultProxy;
import io.claraconnect.local.BrokerDoor;
import io.claraconnect.local.StackPorts;
import io.claraconnect.local.launcher.Service;
import org.jspecify.annotations.Nullable;

/** The proxies of a house, and what services are told so that they come by them. */
final class Links implements AutoCloseable {

	/** First port of the broker's further listeners, after the ports of the stack. */
	private static final int DOORS = 50;

	private final Map<Link, Map<Service, FaultProxy>> proxies = new EnumMap<>(Link.class);

	private final List<BrokerDoor> doors = new ArrayList<>();

	private final StackPorts ports;

	private @Nullable FaultProxy ats;

	Links(HouseOptions options, StackPorts ports) {
		this.ports = ports;
		for (Service service : options.proxiedOn(Link.BROKER)) {
			int door = ports.base() + DOORS + service.ordinal();
			FaultProxy proxy = add(Link.BROKER, service, door, options.seed());
			this.doors.add(new BrokerDoor("FAULTY" + service.ordinal(), door, proxy.port()));
		}
		options.proxiedOn(Link.DATABASE)
			.forEach((service) -> add(Link.DATABASE, service, ports.postgres(), options.seed()));
		options.proxiedOn(Link.REGISTRY)
			.forEach((service) -> add(Link.REGISTRY, service, ports.registry(), options.seed()));
		if (!options.proxiedOn(Link.ATS).isEmpty()) {
			this.ats = FaultProxy.to("ats", ports.sandbox(), options.seed());
		}
	}

	private FaultProxy add(Link link, Service service, int target, long seed) {
		FaultProxy proxy = FaultProxy.to(link + " of " + service.partName(), target, seed + 31L * service.ordinal());
		this.proxies.computeIfAbsent(link, (_) -> new LinkedHashMap<>()).put(service, proxy);
		return proxy;
	}

	List<BrokerDoor> doors() {
		return this.doors;
	}

	FaultProxy of(Link link, Service service) {
		FaultProxy proxy = (link == Link.ATS) ? this.ats : this.proxies.getOrDefault(link, Map.of()).get(service);
		if (proxy == null) {
			throw new IllegalArgumentException("No proxy on " + link + " of " + service + " in this house's options");
		}
		return proxy;
	}

	void heal() {
		this.proxies.values().forEach((some) -> some.values().forEach(FaultProxy::heal));
		if (this.ats != null) {
			this.ats.heal();
		}
	}

	String atsAddress() {
		FaultProxy proxy = this.ats;
		return "http://127.0.0.1:" + ((proxy != null) ? proxy.port() : this.ports.sandbox());
	}

	String sandboxAddress() {
		return "http://127.0.0.1:" + this.ports.sandbox();
	}

	/** What a service is told instead of the stack's own addresses. */
	Map<String, String> environment(Service service, String registryUrl) {
		Map<String, String> environment = new TreeMap<>();
		environment.put("CLARA_ATS_ALLOWED_ORIGINS", String.join(",", sandboxAddress(), atsAddress()));
		port(Link.BROKER, service, (port) -> environment.put("CLARA_KAFKA_BOOTSTRAP", "127.0.0.1:" + port));
		port(Link.REGISTRY, service, (port) -> environment.put("CLARA_REGISTRY_URL",
				"http://127.0.0.1:" + port + URI.create(registryUrl).getPath()));
		if (service != Service.WEBHOOK_INGRESS) {
			port(Link.DATABASE, service, (port) -> {
				environment.put("CLARA_DB_URL", "r2dbc:postgresql://127.0.0.1:" + port + "/clara");
				environment.put("CLARA_KEYS_DB_URL", "r2dbc:postgresql://127.0.0.1:" + port + "/clara_keys");
			});
		}
		return environment;
	}

	private void port(Link link, Service service, java.util.function.IntConsumer taker) {
		FaultProxy proxy = this.proxies.getOrDefault(link, Map.of()).get(service);
		if (proxy != null) {
			taker.accept(proxy.port());
		}
	}

	@Override
	public void close() {
		this.proxies.values().forEach((some) -> some.values().forEach(FaultProxy::close));
		if (this.ats != null) {
			this.ats.close();
		}
	}

}
