package io.claraconnect.writeback.plan;

import java.util.List;

import io.claraconnect.ats.api.ApplicationKey;
import io.claraconnect.ats.api.Capability;
import io.claraconnect.ats.api.WriteBehaviour.Target;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("A plan")
class WritebackPlannerTest {

	private static final ApplicationKey APP = new ApplicationKey("app-1", "person-1", "job-1");

	private final Story story = new Story();

	@Test
	@Tag("4.41")
	@DisplayName("is by default one note and one tag, added before the two others go, and no move")
	void safeDefaults() {
		this.story.stageMoves.add(new WriteRules.StageMove("job-1", "qualified", "stage-2"));
		List<SlotPlan> plans = this.story.plan(Story.status("qualified", 1));
		assertThat(plans).extracting((plan) -> plan.key().slot()).containsExactly("note:app-1", "tag:app-1");
		assertThat(plans.get(0).commands()).containsExactly(new Command.AddNote(APP, false));
		assertThat(plans.get(1).commands()).containsExactly(new Command.AddTag(APP, "CLARA qualified"),
				new Command.RemoveTag(APP, "CLARA pre_qualified"), new Command.RemoveTag(APP, "CLARA not_qualified"));
	}

	@Test
	@DisplayName("asks for nothing when the status stands in the ATS already")
	void duplicate() {
		this.story.carryOut(Story.status("qualified", 1));
		assertThat(this.story.plan(Story.status("qualified", 1))).isEmpty();
		assertThat(this.story.plan(Story.status("qualified", 2))).isEmpty();
	}

	@Test
	@DisplayName("writes A, B and A again: content is no identity")
	void backAndForth() {
		assertThat(this.story.carryOut(Story.status("qualified", 1))).hasSize(2);
		List<SlotPlan> second = this.story.carryOut(Story.status("not_qualified", 2));
		assertThat(second.getFirst().commands()).containsExactly(new Command.EditNote(APP, "n1"));
		List<SlotPlan> third = this.story.carryOut(Story.status("qualified", 3));
		assertThat(third).hasSize(2);
		assertThat(third.get(1).expected()).isEqualTo("CLARA qualified");
		assertThat(this.story.ledger.values()).allSatisfy((entry) -> assertThat(entry.revision()).isEqualTo(3));
	}

	@Test
	@DisplayName("writes A again when the write of B is in doubt, though A was the last value seen")
	void backAfterDoubt() {
		this.story.carryOut(Story.status("qualified", 1));
		for (SlotPlan plan : this.story.plan(Story.status("not_qualified", 2))) {
			this.story.ledger.computeIfPresent(plan.key(), (key, entry) -> entry.intend(plan).notFound());
		}
		assertThat(this.story.plan(Story.status("qualified", 3))).hasSize(2)
			.allSatisfy((plan) -> assertThat(plan.commands()).isNotEmpty());
	}

	@Test
	@DisplayName("only notes down what stands when the write of B was turned away before A came back")
	void backAfterRefusal() {
		this.story.carryOut(Story.status("qualified", 1));
		SlotPlan note = this.story.plan(Story.status("not_qualified", 2)).getFirst();
		this.story.ledger.computeIfPresent(note.key(), (key, entry) -> entry.intend(note).turnedAway("429", false));
		assertThat(this.story.plan(Story.status("qualified", 3)).getFirst().commands()).isEmpty();
	}

	@Test
	@DisplayName("leaves a slot alone while its last call is open")
	void open() {
		for (SlotPlan plan : this.story.plan(Story.status("qualified", 1))) {
			this.story.ledger.put(plan.key(), LedgerEntry.untouched(plan.key(), plan.cause()).intend(plan));
		}
		assertThat(this.story.plan(Story.status("not_qualified", 2))).isEmpty();
	}

	@Test
	@DisplayName("without editing is a new note only for another status or 5.0 points, naming the one it supersedes")
	void withoutEditing() {
		this.story.capabilities.remove(Capability.EDIT_NOTE);
		this.story.tags = false;
		this.story.carryOut(Story.of("app-1", "job-1", "qualified", Origin.SCORE, 800, 1));
		assertThat(this.story.plan(Story.of("app-1", "job-1", "qualified", Origin.SCORE, 849, 2))).isEmpty();
		List<SlotPlan> material = this.story.plan(Story.of("app-1", "job-1", "qualified", Origin.SCORE, 850, 3));
		assertThat(material.getFirst().commands()).containsExactly(new Command.AddNote(APP, true));
		List<SlotPlan> status = this.story.plan(Story.of("app-1", "job-1", "not_qualified", Origin.PERSON, 801, 4));
		assertThat(status.getFirst().commands()).containsExactly(new Command.AddNote(APP, true));
	}

	@Test
	@DisplayName("edits the note for every change where editing is possible, and adds it anew when it is gone")
	void withEditing() {
		this.story.tags = false;
		this.story.carryOut(Story.of("app-1", "job-1", "qualified", Origin.SCORE, 800, 1));
		assertThat(this.story.plan(Story.of("app-1", "job-1", "qualified", Origin.SCORE, 801, 2)).getFirst().commands())
			.containsExactly(new Command.EditNote(APP, "n1"));
		this.story.ledger.replaceAll((key, entry) -> entry.withoutVendorRef());
		assertThat(this.story.plan(Story.of("app-1", "job-1", "qualified", Origin.SCORE, 801, 2)).getFirst().commands())
			.containsExactly(new Command.AddNote(APP, false));
	}

	@Test
	@DisplayName("has no tag for an application without a score, and takes an earlier one away")
	void withoutScore() {
		assertThat(this.story.plan(Story.of("app-1", "job-1", "no_resume", Origin.SCORE, null, 1)))
			.extracting((plan) -> plan.key().slot())
			.containsExactly("note:app-1");
		this.story.carryOut(Story.status("qualified", 2));
		SlotPlan tag = this.story.plan(Story.of("app-1", "job-1", "unreadable", Origin.SCORE, null, 3)).getLast();
		assertThat(tag.commands()).hasSize(3).allSatisfy((c) -> assertThat(c).isInstanceOf(Command.RemoveTag.class));
	}

	@Test
	@DisplayName("gives a person with applications on two jobs the tag of the best active one")
	void oneTagPerPerson() {
		this.story.tagTarget = Target.CANDIDATE;
		DecidedStatus low = Story.of("app-1", "job-1", "not_qualified", Origin.SCORE, 300, 1);
		DecidedStatus high = Story.of("app-2", "job-2", "qualified", Origin.SCORE, 900, 1);
		List<SlotPlan> plans = this.story.carryOut(low, high);
		assertThat(plans).extracting((plan) -> plan.key().toString())
			.filteredOn((key) -> key.contains("candidate:"))
			.hasSize(1);
		assertThat(plans.getLast().expected()).isEqualTo("CLARA qualified");
		assertThat(plans.getLast().key()).isEqualTo(new SlotKey("candidate:person-1", "tag"));
		List<SlotPlan> rejected = this.story.carryOut(low, Story.with(high, false, false, false));
		assertThat(rejected.getLast().expected()).isEqualTo("CLARA not_qualified");
		assertThat(this.story.plan(Story.with(low, false, false, false), Story.with(high, false, false, false)))
			.isEmpty();
	}

	@Test
	@DisplayName("counts neither held nor untracked applications for a person's tag")
	void onlyReleasedAndTracked() {
		this.story.tagTarget = Target.CANDIDATE;
		DecidedStatus low = Story.of("app-1", "job-1", "not_qualified", Origin.SCORE, 300, 1);
		DecidedStatus held = Story.with(Story.of("app-2", "job-2", "qualified", Origin.SCORE, 900, 1), false, true,
				true);
		DecidedStatus other = Story.of("app-3", "job-9", "qualified", Origin.SCORE, 900, 1);
		assertThat(this.story.plan(low, held, other)).extracting(SlotPlan::expected).contains("CLARA not_qualified");
	}

	@Test
	@DisplayName("is empty for what an admin has not released")
	void held() {
		assertThat(this.story.plan(Story.with(Story.status("qualified", 1), false, true, true))).isEmpty();
	}

	@Test
	@DisplayName("is empty when the connection writes neither notes nor tags, or its ATS can do neither")
	void switchedOff() {
		this.story.notes = false;
		this.story.tags = false;
		assertThat(this.story.plan(Story.status("qualified", 1))).isEmpty();
		this.story.notes = true;
		this.story.tags = true;
		this.story.capabilities.clear();
		assertThat(this.story.plan(Story.status("qualified", 1))).isEmpty();
	}

	@Test
	@DisplayName("tries again what was refused only for another decision")
	void refused() {
		for (SlotPlan plan : this.story.plan(Story.status("qualified", 1))) {
			this.story.ledger.put(plan.key(),
					LedgerEntry.untouched(plan.key(), plan.cause()).intend(plan).refused("http_422"));
		}
		assertThat(this.story.plan(Story.status("qualified", 1))).isEmpty();
		assertThat(this.story.plan(Story.status("qualified", 2))).hasSize(2);
	}

}
