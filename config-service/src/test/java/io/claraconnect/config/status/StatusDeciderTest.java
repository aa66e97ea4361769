package io.claraconnect.config.status;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import io.claraconnect.config.status.KnownApplication.Decision;
import io.claraconnect.config.status.KnownApplication.InAts;
import io.claraconnect.config.status.KnownApplication.Key;
import io.claraconnect.config.status.KnownApplication.Origin;
import io.claraconnect.config.status.KnownApplication.Score;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("A status")
class StatusDeciderTest {

	private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

	private static final StatusRules RULES = new StatusRules(true, 70, false, Map.of("offer", Status.QUALIFIED));

	private final KnownApplication fresh = new KnownApplication(
			new Key("org", "int", "fakeats", "app-1", "cand-1", "job-1"), inAts(1, "ACTIVE", "inbox", false), null,
			null, 0);

	@ParameterizedTest(name = "{0} tenths are {1}")
	@CsvSource({ "699,NOT_QUALIFIED", "700,PRE_QUALIFIED", "701,PRE_QUALIFIED", "0,NOT_QUALIFIED",
			"1000,PRE_QUALIFIED" })
	@Tag("4.33")
	void comes_from_score_and_threshold(int tenths, Status status) {
		Decision decision = scored(this.fresh, "s1", tenths, 1).decision();
		assertThat(decision).isNotNull();
		assertThat(decision.status()).isEqualTo(status);
		assertThat(decision.origin()).isEqualTo(Origin.SCORE);
		assertThat(decision.threshold()).isEqualTo(70);
	}

	@Test
	void follows_the_threshold_without_a_new_score() {
		KnownApplication known = scored(this.fresh, "s1", 720, 1);
		StatusRules higher = new StatusRules(true, 80, false, Map.of());
		assertThat(StatusDecider.decide(known, known, higher)).get()
			.extracting(Decision::status)
			.isEqualTo(Status.NOT_QUALIFIED);
	}

	@Test
	void of_a_person_outlives_a_later_score() {
		KnownApplication decided = byPerson(scored(this.fresh, "s1", 300, 1), Status.QUALIFIED);
		Decision after = scored(decided, "s2", 100, 2).decision();
		assertThat(after).isNotNull();
		assertThat(after.status()).isEqualTo(Status.QUALIFIED);
		assertThat(after.origin()).isEqualTo(Origin.PERSON);
		assertThat(after.scoreChanged()).isTrue();
		assertThat(after.decidedBy()).isEqualTo("person-1");
	}

	@Test
	void that_goes_there_and_back_is_three_decisions() {
		KnownApplication known = scored(this.fresh, "s1", 720, 1);
		known = byPerson(known, Status.PRE_QUALIFIED);
		known = byPerson(known, Status.NOT_QUALIFIED);
		known = byPerson(known, Status.PRE_QUALIFIED);
		assertThat(known.revision()).isEqualTo(4);
	}

	@Test
	void is_not_decided_twice_for_the_same() {
		KnownApplication known = byPerson(scored(this.fresh, "s1", 720, 1), Status.QUALIFIED);
		assertThat(StatusDecider.byPerson(known, Status.QUALIFIED, "person-1", null, RULES)).isEmpty();
		assertThat(StatusDecider.decide(known, known, RULES)).isEmpty();
	}

	@Test
	void ignores_older_scores_and_snapshots() {
		KnownApplication known = scored(this.fresh, "s2", 720, 5);
		assertThat(StatusDecider.scored(known, score("s1", 100, 4))).isEmpty();
		assertThat(StatusDecider.scored(known, score("s2", 720, 5))).isEmpty();
		assertThat(StatusDecider.scored(known, score("s3", 100, 6))).isPresent();
		assertThat(StatusDecider.changedInAts(known, this.fresh.key(), inAts(1, "HIRED", "offer", false))).isEmpty();
		assertThat(StatusDecider.changedInAts(known, this.fresh.key(), inAts(0, "HIRED", "offer", false))).isEmpty();
	}

	@Test
	void of_a_backfilled_application_is_held_until_released() {
		KnownApplication old = this.fresh.with(inAts(2, "ACTIVE", "inbox", true));
		KnownApplication known = scored(old, "s1", 720, 2);
		assertThat(known.decision()).extracting(Decision::held).isEqualTo(true);
		KnownApplication live = StatusDecider.changedInAts(known, this.fresh.key(), inAts(3, "ACTIVE", "inbox", false))
			.orElseThrow();
		assertThat(StatusDecider.decide(known, live, RULES)).isEmpty();
		StatusRules released = new StatusRules(true, 70, true, Map.of());
		assertThat(StatusDecider.decide(live, live, released)).get().extracting(Decision::held).isEqualTo(false);
	}

	@Test
	@Tag("4.18")
	void follows_a_move_to_a_stage_that_stands_for_it() {
		KnownApplication known = byPerson(scored(this.fresh, "s1", 300, 1), Status.NOT_QUALIFIED);
		KnownApplication moved = StatusDecider.changedInAts(known, this.fresh.key(), inAts(2, "ACTIVE", "offer", false))
			.orElseThrow();
		Optional<Decision> decision = StatusDecider.decide(known, moved, RULES);
		assertThat(decision).get().extracting(Decision::status).isEqualTo(Status.QUALIFIED);
		assertThat(decision).get().extracting(Decision::origin).isEqualTo(Origin.ATS);
	}

	@Test
	void is_not_taken_from_the_stage_of_the_first_snapshot() {
		KnownApplication unknown = new KnownApplication(this.fresh.key(), InAts.unknown(), null, null, 0);
		KnownApplication first = unknown.with(inAts(1, "ACTIVE", "offer", false));
		assertThat(StatusDecider.decide(unknown, first, RULES)).isEmpty();
	}

	@Test
	void waits_for_the_score_of_the_job_that_the_application_was_moved_to() {
		KnownApplication known = this.fresh.with(score("s1", 720, 1));
		Key moved = new Key("org", "int", "fakeats", "app-1", "cand-1", "job-2");
		KnownApplication now = StatusDecider.changedInAts(known, moved, inAts(2, "ACTIVE", "inbox", false))
			.orElseThrow();
		assertThat(StatusDecider.decide(known, now, RULES)).isEmpty();
		Score there = new Score("s2", "job-2", "SCORED", 100, false, null, "m1", 2, NOW.plusSeconds(9));
		KnownApplication rescored = StatusDecider.scored(now, there).orElseThrow();
		assertThat(StatusDecider.decide(now, rescored, RULES)).get()
			.extracting(Decision::status)
			.isEqualTo(Status.NOT_QUALIFIED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "REJECTED", "HIRED", "ARCHIVED", "GONE" })
	void carries_that_the_application_is_frozen_in_the_ats(String state) {
		KnownApplication known = scored(this.fresh, "s1", 720, 1);
		KnownApplication frozen = StatusDecider.changedInAts(known, this.fresh.key(), inAts(2, state, "inbox", false))
			.orElseThrow();
		assertThat(StatusDecider.decide(known, frozen, RULES)).get()
			.satisfies((decision) -> assertThat(decision.state()).isEqualTo(state))
			.satisfies((decision) -> assertThat(decision.status()).isEqualTo(Status.PRE_QUALIFIED));
	}

	@Test
	void waits_for_a_tracked_job_and_for_the_snapshot() {
		KnownApplication known = this.fresh.with(score("s1", 720, 1));
		StatusRules untracked = new StatusRules(false, 70, false, Map.of());
		assertThat(StatusDecider.decide(known, known, untracked)).isEmpty();
		KnownApplication early = new KnownApplication(this.fresh.key(), InAts.unknown(), score("s1", 720, 1), null, 0);
		assertThat(StatusDecider.decide(early, early, RULES)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "NO_RESUME,NO_RESUME", "UNREADABLE,UNREADABLE" })
	void says_when_there_was_nothing_to_score(String outcome, Status status) {
		Score none = new Score("s1", "job-1", outcome, null, false, null, "m1", 1, NOW);
		assertThat(StatusDecider.decide(this.fresh, this.fresh.with(none), RULES)).get()
			.extracting(Decision::status)
			.isEqualTo(status);
		Score nothing = new Score("s1", "job-1", "NO_REQUIREMENTS", null, false, null, "m1", 1, NOW);
		assertThat(StatusDecider.decide(this.fresh, this.fresh.with(nothing), RULES)).isEmpty();
	}

	private static KnownApplication scored(KnownApplication before, String scoreId, int tenths, long revision) {
		KnownApplication now = StatusDecider.scored(before, score(scoreId, tenths, revision)).orElseThrow();
		return StatusDecider.decide(before, now, RULES).map((decision) -> with(now, decision)).orElse(now);
	}

	private static KnownApplication byPerson(KnownApplication known, Status status) {
		return StatusDecider.byPerson(known, status, "person-1", null, RULES)
			.map((decision) -> with(known, decision))
			.orElse(known);
	}

	private static KnownApplication with(KnownApplication known, Decision decision) {
		return new KnownApplication(known.key(), known.inAts(), known.score(), decision, known.revision() + 1);
	}

	private static Score score(String scoreId, int tenths, long revision) {
		return new Score(scoreId, "job-1", "SCORED", tenths, false, null, "m1", revision, NOW.plusSeconds(revision));
	}

	private static InAts inAts(long revision, String state, String stage, boolean backfill) {
		return new InAts(state, stage, backfill, Map.of(), NOW, "d:1", revision);
	}

}
