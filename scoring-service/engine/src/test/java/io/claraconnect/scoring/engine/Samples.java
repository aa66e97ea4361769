package io.claraconnect.scoring.engine;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import io.claraconnect.scoring.engine.deidentify.Identity;
import io.claraconnect.scoring.engine.report.ScoreReport;

/** Invented jobs and invented people. */
public final class Samples {

	public static final LocalDate AS_OF = LocalDate.of(2026, 11, 2);

	public static final String BACKEND_AD = """
			<p>Brambleway builds routing software for couriers. We are a team of forty people in Gothenburg.</p>
			<h3>What you will do</h3>
			<ul><li>Design and operate event-driven services in Java</li>
			<li>Review code and mentor junior engineers</li>
			<li>Take part in the on-call rotation</li></ul>
			<h3>Requirements</h3>
			<ul><li>5+ years of backend development with Java</li>
			<li>Hands-on experience with Apache Kafka or a similar message broker</li>
			<li>Solid knowledge of PostgreSQL and SQL tuning</li>
			<li>Experience running services on Kubernetes</li>
			<li>Bachelor's degree in computer science or equivalent experience</li>
			<li>Strong communication skills</li></ul>
			<h3>Nice to have</h3>
			<ul><li>Terraform or other infrastructure as code</li><li>Conversational Swedish</li></ul>
			<h3>Benefits</h3>
			<ul><li>Thirty days of vacation and a pension plan</li><li>Free lunch on Fridays</li></ul>
			<p>We are an equal opportunity employer and decide without regard to age, gender or religion.</p>
			""";

	public static final String NURSE_AD = """
			Registered Nurse, Emergency Department

			Responsibilities
			- Assess and triage patients arriving at the emergency department
			- Administer medication and monitor vital signs
			- Keep accurate patient records
			- Work closely with doctors and paramedics

			Requirements
			- Registered nurse with a valid licence
			- At least 3 years of acute hospital experience
			- Advanced life support certificate
			- Bachelor of nursing
			- Calm under pressure, good communication with patients and families

			Nice to have
			- Paediatric experience

			We offer
			- Paid study leave
			""";

	public static final String SALES_AD = """
			<h2>Sales Manager</h2><p><strong>Your role</strong></p>
			<ul><li>Lead a team of eight account executives</li><li>Own the quarterly sales forecast and pipeline reviews</li>
			<li>Negotiate contracts with enterprise customers</li><li>Coach the team on discovery and closing</li></ul>
			<p><strong>Who you are</strong></p>
			<ul><li>4+ years in B2B software sales, two of them leading people</li><li>Track record of exceeding quota</li>
			<li>Confident with Salesforce CRM</li><li>Excellent presentation and negotiation skills</li>
			<li>Fluent English</li></ul><p><strong>Bonus</strong></p><ul><li>MBA</li></ul>
			""";

	public static final String BACKEND_FIT = """
			Ottilie Marchbank
			ottilie.marchbank@example.org | +46 70 555 01 23 | Majorna, Gothenburg

			Summary
			Backend engineer who builds reliable services for logistics companies.

			Experience
			Senior Backend Engineer, Parcelhive, Mar 2020 - present
			- Designed and run event-driven Java services that handle two million parcels a day
			- Introduced Apache Kafka for order events and cut processing delays by half
			- Tuned PostgreSQL queries and indexes, taking the slowest report from minutes to seconds
			- Moved fourteen services to Kubernetes and wrote their Helm charts
			- Mentor three junior engineers and lead code reviews
			- Explained incidents to customers and presented architecture to the whole company
			- On call every fifth week
			Software Developer, Tidewell Systems, Aug 2016 - Feb 2020
			- Built Spring Boot backends and REST interfaces in Java
			- Described infrastructure as code with Terraform

			Education
			BSc in Computer Science, 2013 - 2016

			Skills
			Java, Spring Boot, Kafka, PostgreSQL, Kubernetes, Terraform, Docker
			Languages: English (fluent), Swedish (B1)
			""";

	public static final String BACKEND_PART = """
			Casimir Thornbury
			casimir.thornbury@example.org

			Experience
			Full Stack Developer, Pebblework Studio, Jun 2022 - present
			- Built web shops with React and Node.js for small companies
			- Wrote some backend services in Java with Spring Boot
			- Designed PostgreSQL tables and wrote SQL reports
			- Deployed with Docker on a small cloud account
			Web Developer, Lanternfish Media, Sep 2020 - May 2022
			- Built marketing pages in JavaScript and CSS
			- Presented work to clients every two weeks

			Education
			Diploma in web development, 2018 - 2020

			Skills
			JavaScript, React, Node.js, Java, SQL, Docker, Git
			""";

	public static final String NURSE_FIT = """
			Philippa Rowntree
			philippa.rowntree@example.org  0117 496 0182

			Profile
			Registered nurse with a valid licence and six years in emergency care.

			Experience
			Staff Nurse, Emergency Department, Harrowgate Infirmary, Jan 2021 - present
			- Triage of up to sixty patients a shift
			- Give intravenous medication, monitor vital signs and escalate deterioration
			- Work side by side with doctors and paramedic crews in resuscitation
			- Document care in the electronic patient record
			- Comfort and inform anxious relatives
			Nurse, Acute Medical Ward, Calderbrook Hospital, Feb 2019 - Dec 2020
			- Cared for acutely ill adults, handed over and discharged patients

			Education and certificates
			Bachelor of Nursing, 2015 - 2018
			Advanced Life Support certificate, renewed 2025
			""";

	public static final String SALES_FIT = """
			Leopold Fairweather
			leopold.fairweather@example.org

			Experience
			Head of Sales, Quillfin Software, Apr 2021 - present
			- Lead nine account executives who sell payroll software to companies
			- Forecast each quarter and review the pipeline every week in Salesforce
			- Closed and negotiated enterprise contracts worth up to two million
			- Coached new colleagues on discovery calls and closing; team reached 118% of quota
			Account Executive, Novaledger, Jan 2017 - Mar 2021
			- Sold B2B accounting software, exceeded quota four years in a row
			- Gave product presentations to finance directors

			Education
			Bachelor of Business Administration, 2013 - 2016
			Languages
			English (native), Spanish (B2)
			""";

	private Samples() {
	}

	public static ScoringInput input(String title, String ad, String resume) {
		return new ScoringInput(title, ad, null, resume, null, List.of(), Identity.UNKNOWN, AS_OF, null, Set.of());
	}

	public static ScoringInput answered(ScoringInput input, String question, String answer) {
		return new ScoringInput(input.jobTitle(), input.jobText(), input.rubric(), input.resume(), input.coverLetter(),
				List.of(new ScoringInput.Answer(question, answer)), input.identity(), input.asOf(), input.language(),
				input.materialFlags());
	}

	public static ScoringInput known(ScoringInput input, Identity identity) {
		return new ScoringInput(input.jobTitle(), input.jobText(), input.rubric(), input.resume(), input.coverLetter(),
				input.answers(), identity, input.asOf(), input.language(), input.materialFlags());
	}

	public static ScoreReport report(ScoringOutcome outcome) {
		if (outcome instanceof ScoringOutcome.Scored scored) {
			return scored.report();
		}
		throw new AssertionError("Not scored: " + outcome);
	}

}
