package io.claraconnect.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;

/**
 * Every port of a stack, all on the loopback address and all within one hundred.
 *
 * @param base the first port: 7400 unless told otherwise
 */
public record StackPorts(int base) {

	/** The first port unless {@code CLARA_PORT_BASE} says otherwise. */
	public static final int DEFAULT_BASE = 7400;

	private static final int SPAN = 100;

	private static final SecureRandom RANDOM = new SecureRandom();

	/**
	 * Checks that the whole range is usable.
	 * @param base the first port
	 */
	public StackPorts {
		if (base < 1024 || base > 65_535 - SPAN) {
			throw new StackFailed("The first port must be between 1024 and 65435, not " + base + ".");
		}
	}

	/**
	 * Picks a free range below the one that systems use for outgoing connections, so that
	 * nobody takes a port between the choice and the start.
	 * @return ports of which those of broker, database and registry were free a moment
	 * ago
	 */
	public static StackPorts free() {
		for (int attempt = 0; attempt < 100; attempt++) {
			StackPorts ports = new StackPorts(15_000 + SPAN * RANDOM.nextInt(170));
			if (isFree(ports.kafka()) && isFree(ports.kafkaController()) && isFree(ports.postgres())
					&& isFree(ports.registry()) && isFree(ports.registryManagement())) {
				return ports;
			}
		}
		throw new StackFailed("No range of free ports was found between 15000 and 32000.");
	}

	/**
	 * Asks whether a server could listen there now. A server that listens on all
	 * addresses does not everywhere forbid to listen on this one, hence the connection.
	 * @param port port of the loopback address
	 * @return whether the port is free
	 */
	public static boolean isFree(int port) {
		if (isAnswered(port)) {
			return false;
		}
		try (ServerSocket socket = new ServerSocket()) {
			socket.setReuseAddress(true);
			socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Asks whether somebody listens, without ever taking the port from a starting server.
	 */
	static boolean isAnswered(int port) {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Port of config-service.
	 * @return base
	 */
	public int configService() {
		return this.base;
	}

	/**
	 * Port of webhook-ingress.
	 * @return base + 1
	 */
	public int webhookIngress() {
		return this.base + 1;
	}

	/**
	 * Port of sync-worker.
	 * @return base + 2
	 */
	public int syncWorker() {
		return this.base + 2;
	}

	/**
	 * Port of scoring-service.
	 * @return base + 3
	 */
	public int scoringService() {
		return this.base + 3;
	}

	/**
	 * Port of writeback-service.
	 * @return base + 4
	 */
	public int writebackService() {
		return this.base + 4;
	}

	/**
	 * Port of the sandbox.
	 * @return base + 10
	 */
	public int sandbox() {
		return this.base + 10;
	}

	/**
	 * Port of PostgreSQL.
	 * @return base + 32
	 */
	public int postgres() {
		return this.base + 32;
	}

	/**
	 * Port of the registry.
	 * @return base + 81
	 */
	public int registry() {
		return this.base + 81;
	}

	/**
	 * Port of the registry's health page.
	 * @return base + 82
	 */
	public int registryManagement() {
		return this.base + 82;
	}

	/**
	 * Port of the broker.
	 * @return base + 92
	 */
	public int kafka() {
		return this.base + 92;
	}

	/**
	 * Port of the broker's controller.
	 * @return base + 93
	 */
	public int kafkaController() {
		return this.base + 93;
	}

}
