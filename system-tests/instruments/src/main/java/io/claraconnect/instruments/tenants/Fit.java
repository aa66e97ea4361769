package io.claraconnect.instruments.tenants;

import java.nio.charset.StandardCharsets;

/** How well an invented person fits the job that every tenant tracks. */
public enum Fit {

	/** Meets what the job asks for. */
	CLEAR("""
			Profile
			Backend engineer with eight years in payment systems.

			Experience
			Senior Java Engineer, Alder Example Systems, 2018-03 to present
			- Built and ran payment services in Java and Spring Boot, 700 requests a second
			- Apache Kafka in production for five years, schemas and consumer groups
			- PostgreSQL schema design, query plans, migrations without downtime
			- Kubernetes operations and on-call duty
			- Mentored two junior colleagues and reviewed code

			Skills
			Java, Spring Boot, Apache Kafka, PostgreSQL, Kubernetes, reactive programming, PCI DSS

			Languages
			English (C2), German (native)
			"""),

	/** Meets some of it. */
	PARTIAL("""
			Profile
			Developer of internal tools.

			Experience
			Java Developer, Birch Example GmbH, 2022-01 to present
			- Maintained a Spring Boot application with PostgreSQL

			Skills
			Java, Spring Boot, PostgreSQL

			Languages
			English (B2)
			"""),

	/** Has another trade. */
	MISFIT("""
			Profile
			Pastry chef with love for detail.

			Experience
			Pastry Chef, Cedar Example Bakery, 2016-05 to present
			- Bread, cakes and a team of four

			Skills
			Baking, ordering, hygiene rules

			Languages
			French (native)
			""");

	private final String resume;

	Fit(String resume) {
		this.resume = resume;
	}

	byte[] resume(String name) {
		return (name + "\n\n" + this.resume).getBytes(StandardCharsets.UTF_8);
	}

}
