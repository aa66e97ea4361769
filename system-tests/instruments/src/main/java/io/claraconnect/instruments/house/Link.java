package io.claraconnect.instruments.house;

/** A way between a program of ours and what it depends on, on which a fault can stand. */
public enum Link {

	/** From a service to the broker, by a listener of its own. */
	BROKER,

	/** From a service to PostgreSQL. */
	DATABASE,

	/** From a service to the schema registry. */
	REGISTRY,

	/** From all services together to the vendors' APIs. */
	ATS

}
