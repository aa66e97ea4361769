package io.claraconnect.sandbox.control;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.claraconnect.sandbox.vendor.Vendor;
import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Job;
import io.claraconnect.sandbox.world.Stage;

/** The two vacancies that every new account has. */
final class ExampleJobs {

	private static final String ENGINEER = """
			<p>Northwind Example builds the booking platform of forty regional railways. Our payments team of six \
			runs the service that takes every ticket sale: 900 requests a second on a Friday afternoon.</p>
			<h3>What you will do</h3>
			<ul><li>Design, build and run services in Java and Spring Boot that move money &amp; must not lose any</li>
			<li>Own them in production, on call one week in six</li>
			<li>Review code and bring on two junior colleagues</li></ul>
			<h3>What you need</h3>
			<ul><li>At least 5 years of professional experience with Java</li>
			<li>Apache Kafka or another log-based broker in production</li>
			<li>Solid PostgreSQL: schema design, query plans, migrations without downtime</li>
			<li>Experience with Kubernetes</li>
			<li>Good written and spoken English</li></ul>
			<h3>Nice to have</h3>
			<ul><li>Payment card standards (PCI DSS)</li><li>Reactive programming</li><li>German</li></ul>""";

	private static final String SUPPORT = """
			<p>We look for somebody who enjoys helping travel agents get the best out of our booking software, \
			by phone, chat and e-mail.</p>
			<h3>Your tasks</h3>
			<ul><li>Answer customer questions and solve their problems within the agreed time</li>
			<li>Write help articles</li><li>Report faults to the product team so that they can be reproduced</li></ul>
			<h3>Requirements</h3>
			<ul><li>2 years or more in customer service or technical support</li>
			<li>Fluent English and Spanish</li>
			<li>Experience with a ticket system such as Zendesk</li>
			<li>Confident with spreadsheets</li></ul>
			<h3>An advantage</h3>
			<ul><li>Experience in the travel industry</li><li>Basic SQL</li></ul>""";

	private final Workbench bench;

	ExampleJobs(Workbench bench) {
		this.bench = bench;
	}

	void create(Account account, Vendor vendor) {
		put(account, vendor, "Senior Java Engineer, Payments", ENGINEER, "Hamburg");
		put(account, vendor, "Customer Support Specialist", SUPPORT, "Valencia");
	}

	private void put(Account account, Vendor vendor, String title, String description, String location) {
		account.jobs().put(job(account, vendor, title, description, "open", true, location, vendor.usualStages()));
	}

	Job job(Account account, Vendor vendor, String title, String description, String status, boolean published,
			String location, List<String> stageNames) {
		List<Stage> stages = vendor.pipeline(account, this.bench.ids(), stageNames);
		Instant now = this.bench.now();
		String id = this.bench.ids().next(vendor.ids());
		return new Job(id, title, description, status, published, location, stages,
				Map.of("postId", this.bench.ids().next(vendor.ids())), now, now);
	}

}
