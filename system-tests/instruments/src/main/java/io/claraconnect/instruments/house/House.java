package io.claraconnect.instruments.house;

import java.nio.file.Path;
import java.util.List;

import io.claraconnect.instruments.courier.Courier;
import io.claraconnect.instruments.courier.Policy;
import io.claraconnect.instruments.ledger.Ledger;
import io.claraconnect.instruments.proxy.FaultProxy;
import io.claraconnect.instruments.tenants.Fleet;
import io.claraconnect.instruments.tenants.Tenants;
import io.claraconnect.instruments.topics.Topics;
import io.claraconnect.local.StackPorts;
import io.claraconnect.local.launcher.Assembly;
import io.claraconnect.local.launcher.Service;
import org.jspecify.annotations.Nullable;

/**
 * The real broker, database and registry, the sandbox and the five services as processes
 * with files and ports of their own, and what watches and disturbs them. Everything is
 * gone after {@link #close()}, and at the latest with this JVM.
 */
public final class House implements AutoCloseable {

	private final HouseOptions options;

	private final Rooms rooms;

	private final Links links;

	private final Courier courier;

	private final Assembly assembly;

	private final Household household;

	private final Sql sql;

	private final Topics topics;

	private final Tenants tenants;

	private final Thread atExit = new Thread(this::tearDown, "house");

	private House(HouseOptions options) {
		this.options = options;
		StackPorts ports = StackPorts.free();
		this.rooms = Rooms.open();
		this.links = new Links(options, ports);
		this.courier = Courier.to("http://127.0.0.1:" + ports.webhookIngress(), options.seed());
		this.assembly = new Assembly(this.rooms.distribution(), this.rooms.directory(), ports, this.links.doors());
		this.sql = new Sql(this.assembly.infrastructure(), "clara");
		this.household = new Household(options, this.rooms, this.links, this.assembly, this.courier.address());
		this.topics = new Topics(this.assembly.infrastructure().bootstrapServers(), this.sql);
		this.tenants = new Tenants(this);
		Runtime.getRuntime().addShutdownHook(this.atExit);
	}

	/**
	 * Builds a house.
	 * @param options how
	 * @return a house in which everything is ready
	 */
	public static House start(HouseOptions options) {
		House house = new House(options);
		try {
			house.household.start();
			return house;
		}
		catch (RuntimeException | Error ex) {
			house.close();
			throw ex;
		}
	}

	/**
	 * Gives the one house of this JVM, building it on the first call: services start
	 * fast, every link has a proxy, and failpoints can be set where the agent is built.
	 * Who disturbs something repairs it, and has its own tenants.
	 * @return a house in which everything is ready
	 */
	public static House shared() {
		return Shared.get();
	}

	/**
	 * Gives the first instance of a service.
	 * @param service the service
	 * @return its server
	 */
	public ServiceServer service(Service service) {
		return this.household.service(service);
	}

	/**
	 * Gives the first instances of all services.
	 * @return five servers
	 */
	public List<ServiceServer> services() {
		return this.household.services();
	}

	/**
	 * Starts one more instance of a service, with a port and files of its own.
	 * @param service the service
	 * @return its server, ready
	 */
	public ServiceServer another(Service service) {
		return this.household.another(service);
	}

	/**
	 * Gives the broker.
	 * @return its server
	 */
	public Server broker() {
		return this.household.broker();
	}

	/**
	 * Gives PostgreSQL.
	 * @return its server
	 */
	public Server database() {
		return this.household.database();
	}

	/**
	 * Gives the schema registry.
	 * @return its server
	 */
	public RegistryServer registry() {
		return this.household.registry();
	}

	/**
	 * Gives the stand-in of the vendors.
	 * @return its server
	 */
	public Server sandbox() {
		return this.household.sandbox();
	}

	/**
	 * Gives the proxy on a link, where the options asked for one.
	 * @param link the link
	 * @param service whose link; of no matter for {@link Link#ATS}
	 * @return the proxy
	 */
	public FaultProxy link(Link link, Service service) {
		return this.links.of(link, service);
	}

	/** Lets everything pass everywhere. */
	public void heal() {
		this.links.heal();
		this.courier.policy(Policy.pass());
		this.courier.release();
	}

	/**
	 * Gives what stands before the front door.
	 * @return the courier
	 */
	public Courier courier() {
		return this.courier;
	}

	/**
	 * Gives what is on Kafka.
	 * @return the topics
	 */
	public Topics topics() {
		return this.topics;
	}

	/**
	 * Gives the customers.
	 * @return who connects them
	 */
	public Tenants tenants() {
		return this.tenants;
	}

	/**
	 * Opens the account of some tenants.
	 * @param fleet the tenants
	 * @return their ledger
	 */
	public Ledger ledger(Fleet fleet) {
		return new Ledger(this, fleet);
	}

	/**
	 * Asks the database of the services.
	 * @return as superuser
	 */
	public Sql sql() {
		return this.sql;
	}

	/**
	 * Calls the public API, as an admin.
	 * @return calls with the admin's token
	 */
	public Api config() {
		return new Api("config-service", service(Service.CONFIG_SERVICE).address(), this.assembly.adminToken());
	}

	/**
	 * Calls the control API of the sandbox.
	 * @return calls without token
	 */
	public Api control() {
		return new Api("the sandbox", this.links.sandboxAddress(), null);
	}

	/**
	 * Gives the address by which services reach the vendors.
	 * @return without trailing slash
	 */
	public String atsAddress() {
		return this.links.atsAddress();
	}

	/**
	 * Gives the secret of our app at a vendor with a marketplace.
	 * @return the secret
	 */
	public String marketplaceSecret() {
		return this.assembly.marketplaceSecret();
	}

	/**
	 * Locates the keys with which this house seals.
	 * @return the file that the services read
	 */
	public Path platformKeys() {
		return this.assembly.platformKeys();
	}

	/**
	 * Gives Kafka clients their entry, past every proxy.
	 * @return host and port
	 */
	public String bootstrapServers() {
		return this.assembly.infrastructure().bootstrapServers();
	}

	/**
	 * Locates everything that the house writes, logs included.
	 * @return a directory that vanishes with the house
	 */
	public Path directory() {
		return this.rooms.directory().root();
	}

	/**
	 * Gives the seed of everything random.
	 * @return the seed
	 */
	public long seed() {
		return this.options.seed();
	}

	/** Ends everything and removes every file, unless the options keep them. */
	@Override
	public void close() {
		tearDown();
		Runtime.getRuntime().removeShutdownHook(this.atExit);
	}

	private void tearDown() {
		this.courier.close();
		this.topics.close();
		this.sql.close();
		this.household.kill();
		this.links.close();
		if (!this.options.isKept()) {
			this.rooms.clear();
		}
	}

	/** Holder of the house that tests share. */
	private static final class Shared {

		@Nullable private static House house;

		static synchronized House get() {
			if (house == null) {
				HouseOptions options = HouseOptions.standard().quickStart().proxiedEverywhere();
				house = start(Rooms.hasAgent() ? options.failpoints() : options);
			}
			return house;
		}

	}

}
