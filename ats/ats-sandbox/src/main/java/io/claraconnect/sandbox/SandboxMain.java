package io.claraconnect.sandbox;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Starts the sandbox:
 * {@code java -jar ats-sandbox-boot.jar [--port N] [--host H] [--data DIR]}.
 */
public final class SandboxMain {

	private static final int USAGE = 2;

	private static final int PORT_TAKEN = 3;

	private static final int FAILED = 1;

	private static final List<String> OPTIONS = List.of("--port", "--host", "--data");

	private SandboxMain() {
	}

	/** Runs until it is told to stop. */
	public static void main(String[] args) {
		int code = run(args);
		if (code != 0) {
			System.exit(code);
		}
	}

	private static int run(String[] args) {
		Map<String, String> options = new HashMap<>();
		for (int i = 0; i < args.length; i += 2) {
			if (!OPTIONS.contains(args[i]) || i + 1 == args.length) {
				System.err.println("Usage: java -jar ats-sandbox-boot.jar [--port N] [--host H] [--data DIR]");
				return USAGE;
			}
			options.put(args[i], args[i + 1]);
		}
		String host = options.getOrDefault("--host", "127.0.0.1");
		String port = options.getOrDefault("--port", "7410");
		String data = options.get("--data");
		try {
			return serve(host, Integer.parseInt(port), (data != null) ? Path.of(data) : null);
		}
		catch (NumberFormatException ex) {
			System.err.println("The port is not a number: " + port);
			return USAGE;
		}
	}

	private static int serve(String host, int port, @Nullable Path data) {
		try {
			SandboxServer server = SandboxServer.start(host, port, data, InstantSource.system());
			Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
			System.out.println("ATS sandbox listens on http://" + host + ":" + server.port());
			return 0;
		}
		catch (BindException ex) {
			System.err.println("Port " + port + " on " + host + " is taken: stop what listens there or pass --port.");
			return PORT_TAKEN;
		}
		catch (IOException ex) {
			System.err.println("The sandbox cannot start: " + ex.getMessage());
			return FAILED;
		}
	}

}
