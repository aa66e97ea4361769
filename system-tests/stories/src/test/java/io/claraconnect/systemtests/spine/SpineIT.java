package io.claraconnect.systemtests.spine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.claraconnect.local.StackPorts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The demo over the whole stack, and what must hold after it. */
class SpineIT {

	private static final Duration SOON = Duration.ofSeconds(60);

	private static final Duration QUIET = Duration.ofSeconds(3);

	@TempDir
	private static Path root;

	private static Clara clara;

	private static Web web;

	private static JsonNode demo;

	@BeforeAll
	static void runTheDemo() throws Exception {
		clara = new Clara(root.resolve("stack"), StackPorts.free());
		Clara.Ended ended = clara.run("demo", "--json");
		assertThat(ended.code()).as(ended.errors()).isZero();
		demo = new tools.jackson.databind.json.JsonMapper().readTree(ended.output());
		web = new Web(clara.adminToken());
	}

	@AfterAll
	static void takeItDown() throws Exception {
		if (web != null) {
			web.close();
		}
		assertThat(clara.run("down").code()).isZero();
	}

	@Test
	@DisplayName("Every candidate has one note and one tag, and the score follows the fit at every ATS")
	void table() {
		Map<String, List<JsonNode>> byAts = demo.path("rows")
			.valueStream()
			.collect(Collectors.groupingBy((row) -> row.path("ats").stringValue()));
		assertThat(byAts).containsOnlyKeys("greenhouse", "lever", "teamtailor");
		byAts.forEach((ats, rows) -> {
			assertThat(rows).as(ats).hasSize(3).allSatisfy((row) -> {
				assertThat(row.path("notes").intValue()).isOne();
				assertThat(row.path("tags").intValue()).isOne();
				assertThat(row.path("tag").stringValue()).isEqualTo("CLARA " + row.path("band").stringValue());
				assertThat(row.path("note").stringValue()).contains("Score: " + row.path("score").doubleValue());
				assertThat(row.path("times").properties()).allMatch((time) -> time.getValue().isString());
			});
			assertThat(score(rows, "CLEAR")).as(ats).isGreaterThan(score(rows, "PARTIAL"));
			assertThat(score(rows, "PARTIAL")).as(ats).isGreaterThan(score(rows, "MISFIT"));
		});
	}

	@Test
	@DisplayName("The same delivery twice leaves one note")
	void duplicateDelivery() {
		JsonNode row = row("greenhouse", "CLEAR");
		String deliveries = account(row) + "/deliveries";
		web.get(deliveries)
			.valueStream()
			.filter((delivery) -> delivery.path("event").stringValue().equals("new_candidate_application"))
			.forEach((delivery) -> web.post(deliveries + "/" + delivery.path("id").stringValue() + "/redeliver",
					Map.of()));

		await().atMost(SOON)
			.until(() -> web.get(deliveries)
				.valueStream()
				.allMatch((delivery) -> delivery.path("state").stringValue().equals("delivered")));
		await().during(QUIET).atMost(SOON).until(() -> notes(row) == 1);
	}

	@Test
	@DisplayName("A person's decision changes CLARA's own tag and leaves the recruiter's")
	void recruitersTag() {
		for (String ats : List.of("greenhouse", "lever", "teamtailor")) {
			JsonNode row = row(ats, "PARTIAL");
			web.post(view(row) + "/tags", Map.of("name", "Night shift"));

			web.post(applications(row) + "/" + row.path("applicationId").stringValue() + "/status",
					Map.of("status", "qualified"));

			await().atMost(SOON)
				.until(() -> tags(row), (tags) -> tags.contains("Night shift") && tags.contains("CLARA qualified")
						&& tags.stream().filter((tag) -> tag.startsWith("CLARA ")).count() == 1);
		}
	}

	@Test
	@DisplayName("Nothing of an untracked job's candidate is kept or written")
	void untrackedJob() {
		JsonNode row = row("lever", "CLEAR");
		String untracked = web.get(account(row)).path("jobs").path(1).path("id").stringValue();
		JsonNode left = apply(row, "Una Tracked", untracked);
		JsonNode taken = apply(row, "Trajan Tracked", row.path("jobId").stringValue());

		await().atMost(SOON).until(() -> known(row).contains(taken.path("applicationId").stringValue()));
		await().during(QUIET).atMost(SOON).until(() -> !known(row).contains(left.path("applicationId").stringValue()));
		JsonNode seen = web.get(account(row) + "/candidates/" + left.path("candidateId").stringValue());
		assertThat(seen.path("tags").toString() + seen.path("notes")).doesNotContain("CLARA");
	}

	@Test
	@DisplayName("Down leaves no process, and up finds everything again")
	void downAndUp() throws Exception {
		List<Long> before = clara.pids();
		assertThat(before).hasSize(9);

		assertThat(clara.run("down").code()).isZero();

		assertThat(before).noneMatch(SpineIT::runs);
		assertThat(clara.pids()).isEmpty();
		Clara.Ended up = clara.run("up");
		assertThat(up.code()).as(up.output() + up.errors()).isZero();
		for (JsonNode row : demo.path("rows")) {
			assertThat(known(row)).contains(row.path("applicationId").stringValue());
		}
		String scores = clara.run("events", "screening.scores", "--from-beginning", "--no-follow").output();
		assertThat(demo.path("rows").valueStream())
			.allSatisfy((row) -> assertThat(scores).contains(row.path("applicationId").stringValue()));
		Clara.Ended why = clara.run("why", row("lever", "CLEAR").path("applicationId").stringValue());
		assertThat(why.output()).contains("RECEIVED", "SCORED", "WRITTEN");
		assertThat(clara.run("why", "nobody").code()).isOne();
	}

	/** A process that nobody has asked for its exit code has no command any more. */
	private static boolean runs(long pid) {
		return ProcessHandle.of(pid)
			.filter(ProcessHandle::isAlive)
			.flatMap((process) -> process.info().command())
			.isPresent();
	}

	private static JsonNode apply(JsonNode row, String name, String jobId) {
		return web.post(account(row) + "/candidates",
				Map.of("name", name, "emails", List.of("somebody@example.org"), "jobId", jobId));
	}

	private static List<String> known(JsonNode row) {
		return web.get(applications(row) + "?limit=200")
			.path("applications")
			.valueStream()
			.map((application) -> application.path("applicationId").stringValue())
			.toList();
	}

	private static long notes(JsonNode row) {
		return web.get(view(row))
			.path("notes")
			.valueStream()
			.filter((note) -> note.path("body").stringValue().contains("CLARA"))
			.count();
	}

	private static List<String> tags(JsonNode row) {
		return web.get(view(row)).path("tags").valueStream().map(JsonNode::stringValue).toList();
	}

	private static String applications(JsonNode row) {
		return "http://127.0.0.1:" + clara.ports().configService() + "/api/v1/integrations/"
				+ row.path("integrationId").stringValue() + "/applications";
	}

	private static String account(JsonNode row) {
		return row.path("addresses").path("account").stringValue();
	}

	private static String view(JsonNode row) {
		return row.path("addresses").path("recruiterView").stringValue();
	}

	private static JsonNode row(String ats, String expected) {
		return demo.path("rows")
			.valueStream()
			.filter((row) -> row.path("ats").stringValue().equals(ats)
					&& row.path("expected").stringValue().equals(expected))
			.findFirst()
			.orElseThrow();
	}

	private static double score(List<JsonNode> rows, String expected) {
		return rows.stream()
			.filter((row) -> row.path("expected").stringValue().equals(expected))
			.findFirst()
			.orElseThrow()
			.path("score")
			.doubleValue();
	}

}
