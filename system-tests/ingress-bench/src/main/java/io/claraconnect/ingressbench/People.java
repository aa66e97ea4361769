package io.claraconnect.ingressbench;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Applications of invented people, as an ATS announces them: about 3.4 KB each, the
 * application's number near the end.
 */
final class People {

	private static final List<String> FIRST = List.of("Ilse", "Tomasz", "Aylin", "Jürgen", "Chidi", "Noémie", "Søren",
			"Priya", "Mateo", "Hanneke");

	private static final List<String> LAST = List.of("Quandt", "Wiśniewski", "Yıldız", "Brandl", "Okafor", "Lefèvre",
			"Halvorsen", "Raman", "Ibáñez", "de Wit");

	private static final List<String> SKILLS = List.of("Java", "Kafka", "accounting", "forklift licence", "nursing",
			"Spring", "welding", "SAP FI", "controlling", "Kubernetes");

	private static final int INTERVIEWS = 5;

	private final RandomGenerator random;

	People(RandomGenerator random) {
		this.random = random;
	}

	/** A body in which {@code {number}} stands for the number of the application. */
	String application() {
		String first = one(FIRST);
		String last = one(LAST);
		int person = this.random.nextInt(1_000_000, 9_000_000);
		return """
				{"action":"new_candidate_application","payload":{"application":{"rejected_at":null,"prospect":false,\
				"status":"active","applied_at":"2026-11-20T10:15:30Z","last_activity_at":"2026-11-20T10:15:30Z",\
				"url":"https://app.greenhouse.io/people/%1$d?application_id=%1$d","source":{"id":13,"name":"Job board"},\
				"credited_to":{"id":158,"email":"recruiting@example.test","name":"Recruiting Team","employee_id":"R2D2"},\
				"rejection_reason":null,"rejection_details":null,"current_stage":{"id":71416,"name":"Application Review",\
				"interviews":[%2$s]},"custom_fields":{"desired_salary":{"name":"Desired Salary","type":"short_text",\
				"value":"%3$d"},"notice_period":{"name":"Notice Period","type":"short_text","value":"%4$d weeks"}},\
				"candidate":{"id":%1$d,"first_name":"%5$s","last_name":"%6$s","title":"%7$s","company":"Example %6$s GmbH",\
				"created_at":"2026-11-20T10:15:29Z","external_id":null,"photo_url":null,"is_private":false,"can_email":true,\
				"phone_numbers":[{"value":"+49 30 %1$d","type":"mobile"}],"email_addresses":[{"value":\
				"applicant.%1$d@example.test","type":"personal"}],"addresses":[{"value":"%8$d Invented Street, 10115 Berlin",\
				"type":"home"}],"website_addresses":[],"social_media_addresses":[],"educations":[{"school_name":\
				"University of Somewhere","degree":"Bachelor's Degree","discipline":"Economics","start_date":"09/01/2012",\
				"end_date":"06/30/2015"}],"recruiter":null,"coordinator":null,"attachments":[{"filename":"resume-%1$d.pdf",\
				"url":"https://files.example.test/%1$d/resume.pdf?Expires=1763720130&Signature=invented","type":"resume"}],\
				"tags":[%9$s],"custom_fields":{"motivation":{"name":"Motivation","type":"long_text","value":"%10$s"}}},\
				"jobs":[{"id":3485,"name":"Data Engineer","requisition_id":"RE-3485","notes":"Second hire of this team.",\
				"confidential":false,"job_post_id":553,"status":"open","created_at":"2026-09-09T14:38:36Z",\
				"opened_at":"2026-09-09T14:42:58Z","closed_at":null,"departments":[{"id":237,"name":"Engineering",\
				"external_id":null}],"offices":[{"id":54,"name":"Berlin","location":"Berlin, Germany","external_id":null}],\
				"hiring_team":{"hiring_managers":[{"user_id":84275,"employee_id":null}],"sourcers":[],"recruiters":\
				[{"user_id":81111,"employee_id":null}],"coordinators":[]},"custom_fields":{"employment_type":{"name":\
				"Employment Type","type":"single_select","value":"Full-time"}}}],"id":{number}}}}"""
			.formatted(person, interviews(), this.random.nextInt(40_000, 90_000), this.random.nextInt(2, 13), first,
					last, one(SKILLS), this.random.nextInt(1, 200), tags(), motivation());
	}

	private String interviews() {
		return IntStream.range(0, INTERVIEWS)
			.mapToObj((i) -> """
					{"id":%d,"name":"Interview %d","status":"to_be_scheduled","interview_kit":{"url":\
					"https://app.greenhouse.io/guides/%d/people/%d","content":"","questions":[]},"interviewers":[]}"""
				.formatted(11_3100 + i, i + 1, 9000 + i, this.random.nextInt(1_000_000)))
			.collect(Collectors.joining(","));
	}

	private String tags() {
		return "\"" + one(SKILLS) + "\",\"" + one(SKILLS) + "\"";
	}

	private String motivation() {
		return IntStream.range(0, 6)
			.mapToObj((i) -> "I worked %d years with %s and want more of it.".formatted(this.random.nextInt(1, 20),
					one(SKILLS)))
			.collect(Collectors.joining(" "));
	}

	private String one(List<String> values) {
		return values.get(this.random.nextInt(values.size()));
	}

}
