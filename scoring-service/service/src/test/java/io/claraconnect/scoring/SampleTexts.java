package io.claraconnect.scoring;

/** A job and somebody who fits it. */
final class SampleTexts {

	static final String JOB = """
			<h2>Data Engineer</h2><p>We move data for a logistics company.</p><h3>What you bring</h3><ul>
			<li>At least 3 years of experience with Python</li><li>Experience building data pipelines with Apache Kafka</li>
			<li>Strong SQL and PostgreSQL skills</li><li>Bachelor's degree in computer science or similar</li></ul>
			<h3>Nice to have</h3><ul><li>Kubernetes</li></ul>""";

	static final String RESUME = """
			Ilse Quandt
			ilse@quandt.example

			Experience
			Data Engineer, 03/2019 - present
			- Built streaming data pipelines with Apache Kafka and Python for parcel tracking
			- Modelled and tuned PostgreSQL databases, wrote SQL every day
			- Ran the services on Kubernetes

			Education
			Bachelor of Science in Computer Science

			Skills
			Python, SQL, PostgreSQL, Apache Kafka, Kubernetes
			""";

	private SampleTexts() {
	}

}
