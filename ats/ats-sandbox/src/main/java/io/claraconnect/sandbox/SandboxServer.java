package io.claraconnect.sandbox;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import com.sun.net.httpserver.HttpServer;
import io.claraconnect.sandbox.control.ControlSite;
import io.claraconnect.sandbox.http.FaultBoard;
import io.claraconnect.sandbox.http.Front;
import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Request;
import io.claraconnect.sandbox.http.RequestLog;
import io.claraconnect.sandbox.vendor.Vendor;
import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.webhook.Deliveries;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Delivery;
import io.claraconnect.sandbox.world.Ids;
import io.claraconnect.sandbox.world.Recruiting;
import io.claraconnect.sandbox.world.SandboxClock;
import io.claraconnect.sandbox.world.Snapshots;
import io.claraconnect.sandbox.world.World;
import io.claraconnect.sandbox.world.WriteLog;
import org.jspecify.annotations.Nullable;

/** A running sandbox. */
public final class SandboxServer implements AutoCloseable {

	private final HttpServer server;

	private final Deliveries deliveries;

	private final ScheduledExecutorService saver;

	private final ExecutorService workers;

	private final @Nullable Snapshots snapshots;

	private SandboxServer(HttpServer server, ExecutorService workers, Deliveries deliveries,
			@Nullable Snapshots snapshots) {
		this.server = server;
		this.workers = workers;
		this.deliveries = deliveries;
		this.snapshots = snapshots;
		this.saver = Executors
			.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("snapshots").factory());
	}

	/**
	 * Starts a sandbox with all vendors.
	 * @param host the address to listen on
	 * @param port the port; 0 for any free one
	 * @param directory where to keep the data; null to forget it
	 * @param clock the source of time
	 * @throws java.net.BindException if the port is taken
	 */
	public static SandboxServer start(String host, int port, @Nullable Path directory, InstantSource clock)
			throws IOException {
		return start(host, port, directory, clock, Vendors::all);
	}

	static SandboxServer start(String host, int port, @Nullable Path directory, InstantSource clock,
			Function<Workbench, List<Vendor>> vendors) throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 200);
		World world = new World(new SandboxClock(clock), new Ids(new SecureRandom()), directory);
		Snapshots snapshots = (directory != null) ? new Snapshots(Json.MAPPER, directory, world) : null;
		if (snapshots != null) {
			snapshots.load();
		}
		Map<String, Vendor> byName = new LinkedHashMap<>();
		Recruiting recruiting = new Recruiting(world, (account, change) -> {
			Vendor vendor = byName.get(account.vendor());
			if (vendor != null) {
				vendor.changed(account, change);
			}
		});
		Deliveries deliveries = new Deliveries(world);
		Workbench bench = new Workbench(world, recruiting, deliveries, new WriteLog());
		vendors.apply(bench).forEach((vendor) -> byName.put(vendor.name(), vendor));
		deliveries.watchedBy(new VendorWatcher(byName));
		ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
		server.createContext("/", front(bench, byName));
		server.setExecutor(workers);
		SandboxServer result = new SandboxServer(server, workers, deliveries, snapshots);
		result.run();
		return result;
	}

	private static Front front(Workbench bench, Map<String, Vendor> vendors) {
		FaultBoard faults = new FaultBoard();
		RequestLog log = new RequestLog();
		Map<String, Front.Site> sites = new LinkedHashMap<>();
		vendors.forEach((name, vendor) -> sites.put(name, new VendorSite(vendor, bench.world())));
		sites.put("control", new ControlSite(bench, vendors, faults, log));
		sites.put("health", new HealthSite(vendors));
		return new Front(sites, faults, log, bench.world().clock());
	}

	private void run() {
		this.server.start();
		this.deliveries.start();
		if (this.snapshots != null) {
			this.saver.scheduleWithFixedDelay(this::save, 300, 300, TimeUnit.MILLISECONDS);
		}
	}

	private void save() {
		try {
			if (this.snapshots != null) {
				this.snapshots.save();
			}
		}
		catch (RuntimeException ex) {
			System.getLogger(SandboxServer.class.getName())
				.log(System.Logger.Level.ERROR, "The data could not be written; it is tried again", ex);
		}
	}

	/** Returns the port it listens on. */
	public int port() {
		return this.server.getAddress().getPort();
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.deliveries.close();
		this.workers.shutdownNow();
		this.saver.shutdown();
		save();
	}

	private record VendorWatcher(Map<String, Vendor> vendors) implements Deliveries.Watcher {

		@Override
		public void answered(Account account, Delivery delivery, int status, String body) {
			Optional.ofNullable(this.vendors.get(account.vendor()))
				.ifPresent((vendor) -> vendor.answered(account, delivery, status, body));
		}

		@Override
		public void timePasses(Account account) {
			Optional.ofNullable(this.vendors.get(account.vendor())).ifPresent((vendor) -> vendor.timePasses(account));
		}

	}

	private record VendorSite(Vendor vendor, World world) implements Front.Site {

		@Override
		public boolean logged() {
			return true;
		}

		@Override
		public Optional<String> account(Request request) {
			return this.vendor.identify(request).map(Account::id);
		}

		@Override
		public Reply answer(Request request, @Nullable String account) {
			Optional<Account> locked = (account != null) ? this.world.find(this.vendor.name(), account)
					: Optional.empty();
			return locked.isPresent() ? locked.get().exclusively(() -> this.vendor.handle(request))
					: this.vendor.handle(request);
		}

	}

	private record HealthSite(Map<String, Vendor> vendors) implements Front.Site {

		@Override
		public boolean logged() {
			return false;
		}

		@Override
		public Optional<String> account(Request request) {
			return Optional.empty();
		}

		@Override
		public Reply answer(Request request, @Nullable String account) {
			return Reply.json(200, Json.object().put("status", "UP").set("vendors", Json.texts(this.vendors.keySet())));
		}

	}

}
