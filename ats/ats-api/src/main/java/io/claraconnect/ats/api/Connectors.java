package io.claraconnect.ats.api;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** Every connector of the process. Immutable. */
public final class Connectors {

	private final Map<AtsId, Connector> byId;

	private Connectors(Map<AtsId, Connector> byId) {
		this.byId = byId;
	}

	/**
	 * The connectors on the class path.
	 * @throws IllegalStateException when two connectors have the same id or none is there
	 */
	public static Connectors load(ConnectorContext context) {
		return of(ServiceLoader.load(ConnectorProvider.class)
			.stream()
			.map((provider) -> provider.get().create(context))
			.toList());
	}

	/**
	 * The given connectors.
	 * @throws IllegalStateException when two connectors have the same id or none is given
	 */
	public static Connectors of(Collection<? extends Connector> connectors) {
		if (connectors.isEmpty()) {
			throw new IllegalStateException("No ATS connector is on the class path: add ats-all at runtime scope");
		}
		Map<AtsId, Connector> byId = new LinkedHashMap<>();
		for (Connector connector : connectors) {
			if (byId.put(connector.id(), connector) != null) {
				throw new IllegalStateException("Two connectors have the id " + connector.id());
			}
		}
		return new Connectors(Collections.unmodifiableMap(byId));
	}

	/** The connector of an id, if there is one. */
	public Optional<Connector> find(AtsId id) {
		return Optional.ofNullable(this.byId.get(id));
	}

	/**
	 * The connector of an id.
	 * @throws IllegalArgumentException when there is none
	 */
	public Connector get(AtsId id) {
		return find(id).orElseThrow(() -> new IllegalArgumentException("No connector for the ATS '" + id + "'"));
	}

	/** All of them. */
	public Collection<Connector> all() {
		return this.byId.values();
	}

}
