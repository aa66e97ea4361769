package io.claraconnect.writeback.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.claraconnect.ats.api.Capability;
import io.claraconnect.ats.api.WriteBehaviour.Target;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is to be written for one person: from the newest status of each
 * application, what the connection allows, what the connector can do and what the ledger
 * knows. The rules are told in {@code docs/write-back.md}.
 */
public final class WritebackPlanner {

	private final WriteRules rules;

	private final Map<SlotKey, LedgerEntry> ledger;

	private WritebackPlanner(WriteRules rules, Collection<LedgerEntry> ledger) {
		this.rules = rules;
		this.ledger = ledger.stream().collect(Collectors.toMap(LedgerEntry::key, Function.identity()));
	}

	/**
	 * The slots that need something, in the order in which they are to be done. A slot
	 * whose last call is still open is left out.
	 */
	public static List<SlotPlan> plan(WriteRules rules, Collection<DecidedStatus> statuses,
			Collection<LedgerEntry> ledger) {
		WritebackPlanner planner = new WritebackPlanner(rules, ledger);
		List<DecidedStatus> covered = statuses.stream()
			.filter(rules::covers)
			.sorted(Comparator.comparing(DecidedStatus::applicationId))
			.toList();
		List<SlotPlan> plans = new ArrayList<>();
		covered.forEach((status) -> planner.note(status).ifPresent(plans::add));
		planner.tags(covered).forEach(plans::add);
		covered.forEach((status) -> planner.move(status).ifPresent(plans::add));
		return plans;
	}

	private Optional<SlotPlan> note(DecidedStatus status) {
		if (!this.rules.notes() || !this.rules.can(Capability.WRITE_NOTE)) {
			return Optional.empty();
		}
		SlotKey key = SlotKey.note(this.rules.behaviour().noteTarget(), status);
		NoteFacts facts = NoteFacts.of(status);
		LedgerEntry entry = this.ledger.get(key);
		String noteId = (entry != null) ? entry.vendorRef() : null;
		boolean edits = this.rules.can(Capability.EDIT_NOTE);
		Command command = (edits && noteId != null) ? new Command.EditNote(status.key(), noteId)
				: new Command.AddNote(status.key(), !edits && noteId != null);
		SlotPlan plan = plan(key, status, facts.format(), "", List.of(command));
		if (!edits && entry != null && entry.confirmedValue() != null && !entry.open()
				&& !facts.differsMaterially(NoteFacts.parse(entry.confirmedValue()))) {
			return Optional.empty();
		}
		return needed(plan, entry);
	}

	private List<SlotPlan> tags(List<DecidedStatus> covered) {
		if (!this.rules.tags() || !this.rules.can(Capability.WRITE_TAG)) {
			return List.of();
		}
		Target target = this.rules.behaviour().tagTarget();
		Stream<DecidedStatus> deciding = switch (target) {
			case APPLICATION -> covered.stream();
			case CANDIDATE -> best(covered).stream();
		};
		return deciding.flatMap((status) -> tag(SlotKey.tag(target, status), status).stream()).toList();
	}

	/** The application that decides for its person: the active one with the best band. */
	private static Optional<DecidedStatus> best(List<DecidedStatus> covered) {
		return covered.stream()
			.filter(DecidedStatus::active)
			.min(Comparator
				.comparing(
						(DecidedStatus status) -> Band.of(status.status()).map(Band::ordinal).orElse(Integer.MAX_VALUE))
				.thenComparing(DecidedStatus::applicationId));
	}

	private Optional<SlotPlan> tag(SlotKey key, DecidedStatus status) {
		String wanted = Band.of(status.status()).map(Band::tag).orElse("");
		LedgerEntry entry = this.ledger.get(key);
		if (wanted.isEmpty() && entry == null) {
			return Optional.empty();
		}
		List<Command> commands = new ArrayList<>();
		if (!wanted.isEmpty()) {
			commands.add(new Command.AddTag(status.key(), wanted));
		}
		Band.tags()
			.stream()
			.filter((tag) -> !tag.equals(wanted))
			.forEach((tag) -> commands.add(new Command.RemoveTag(status.key(), tag)));
		return needed(plan(key, status, wanted, wanted, commands), entry);
	}

	/** A move is caused by a new status only, so that nobody's own move is undone. */
	private Optional<SlotPlan> move(DecidedStatus status) {
		if (!this.rules.moves() || !this.rules.can(Capability.MOVE_STAGE) || !status.active() || status.needsReview()) {
			return Optional.empty();
		}
		SlotKey key = SlotKey.stage(status);
		LedgerEntry entry = this.ledger.get(key);
		String here = status.stageId();
		if (status.origin() == Origin.ATS) {
			return (entry != null) ? settled(key, status, here, entry) : Optional.empty();
		}
		Optional<String> there = this.rules.stageFor(status);
		if (here == null || there.isEmpty() || there.get().equals(here)) {
			return there.filter((stage) -> stage.equals(here)).flatMap((stage) -> settled(key, status, here, entry));
		}
		return needed(plan(key, status, status.status(), there.get(),
				List.of(new Command.MoveStage(status.key(), here, there.get()))), entry);
	}

	/**
	 * The ATS is where the status leads already: that is written down and nothing done.
	 */
	private static Optional<SlotPlan> settled(SlotKey key, DecidedStatus status, @Nullable String here,
			@Nullable LedgerEntry entry) {
		if (entry != null && (entry.open() || status.status().equals(entry.confirmedValue()))) {
			return Optional.empty();
		}
		return Optional.of(plan(key, status, status.status(), (here != null) ? here : "", List.of()));
	}

	private static Optional<SlotPlan> needed(SlotPlan plan, @Nullable LedgerEntry entry) {
		if (entry == null) {
			return Optional.of(plan);
		}
		boolean stands = entry.trusted() && plan.value().equals(entry.confirmedValue());
		return switch (entry.state()) {
			case WRITING, ANSWERED -> Optional.empty();
			case CONFIRMED -> stands ? Optional.empty() : Optional.of(plan);
			case WAITING -> Optional.of(stands ? new SlotPlan(plan.key(), plan.cause(), plan.statusRevision(),
					plan.value(), plan.expected(), List.of()) : plan);
			case REFUSED, NEEDS_PERSON -> entry.wants(plan) ? Optional.empty() : Optional.of(plan);
		};
	}

	private static SlotPlan plan(SlotKey key, DecidedStatus status, String value, String expected,
			List<Command> commands) {
		return new SlotPlan(key, status.key(), status.revision(), value, expected, commands);
	}

}
