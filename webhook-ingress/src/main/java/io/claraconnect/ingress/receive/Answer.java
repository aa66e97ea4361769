package io.claraconnect.ingress.receive;

/** What a sender is told. Names are also the values of the metric's {@code outcome}. */
enum Answer {

	/** A change is on Kafka. */
	TAKEN(200),
	/** The vendor's test is on Kafka. */
	TEST(200),
	/** Authentic, but of a kind that the platform does not know; counted and dropped. */
	UNKNOWN_EVENT(200),
	/** Unknown connection, wrong address token or wrong signature: all answered alike. */
	REFUSED(401),
	/** Not readable. */
	MALFORMED(400),
	/** The body took too long to come in. */
	TOO_SLOW(408),
	/** The body is larger than the limit. */
	TOO_LARGE(413),
	/** Compressed, or not JSON. */
	UNSUPPORTED(415),
	/** The directory has not caught up yet and does not know the connection. */
	CATCHING_UP(503),
	/** Kafka did not take it in time. */
	NO_BROKER(503),
	/** Something went wrong on our side, or the sender went away. */
	FAILED(503);

	private final int status;

	Answer(int status) {
		this.status = status;
	}

	int status() {
		return this.status;
	}

}
