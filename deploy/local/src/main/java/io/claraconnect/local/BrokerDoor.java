package io.claraconnect.local;

/**
 * One more listener of the broker, for clients that come through something in between.
 *
 * @param name name of the listener: upper-case letters and digits
 * @param port where the broker listens
 * @param advertisedPort where the broker says that it listens: the port of what stands in
 * between, on the loopback address
 */
public record BrokerDoor(String name, int port, int advertisedPort) {

	/**
	 * Refuses names that would break the broker's settings.
	 * @param name name of the listener
	 * @param port where the broker listens
	 * @param advertisedPort where clients are sent
	 */
	public BrokerDoor {
		if (!name.matches("[A-Z][A-Z0-9]{0,30}")) {
			throw new IllegalArgumentException("Not a name of a listener: " + name);
		}
	}

}
