package io.claraconnect.local;

/**
 * The broker, database and registry that the tests of one JVM share: each test makes its
 * own topics, subjects and databases. Child processes, unless the system property
 * {@code clara.test.stack} says {@code containers}.
 */
public interface TestStack {

	/** Name of the property that chooses. */
	String PROPERTY = "clara.test.stack";

	/**
	 * Gives the one stack of this JVM, starting it on the first call.
	 * @return a running stack
	 * @throws StackFailed if it does not start
	 */
	static TestStack shared() {
		return "containers".equals(System.getProperty(PROPERTY)) ? ContainerStack.shared() : LocalStack.forTests();
	}

	/**
	 * Gives Kafka clients their entry.
	 * @return host and port
	 */
	String bootstrapServers();

	/**
	 * Gives the base of the registry's Confluent-compatible API.
	 * @return a URL without trailing slash
	 */
	String registryUrl();

	/**
	 * Names the database superuser.
	 * @return user name
	 */
	String adminUser();

	/**
	 * Gives the superuser's password.
	 * @return the password, never to be logged
	 */
	String adminPassword();

	/**
	 * Names a database for JDBC.
	 * @param database name of a database
	 * @return the URL, without user or password
	 */
	String jdbcUrl(String database);

	/**
	 * Names a database for R2DBC.
	 * @param database name of a database
	 * @return the URL, without user or password
	 */
	String r2dbcUrl(String database);

}
