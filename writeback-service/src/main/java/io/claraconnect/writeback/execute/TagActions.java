package io.claraconnect.writeback.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.claraconnect.ats.api.AtsWriter;
import io.claraconnect.writeback.plan.Band;
import io.claraconnect.writeback.plan.Command;
import io.claraconnect.writeback.plan.DecidedStatus;
import io.claraconnect.writeback.plan.LedgerEntry;
import io.claraconnect.writeback.plan.SlotPlan;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Tags: what is there is read just before, ours is added before the others of ours go,
 * and everybody else's must still be there afterwards.
 */
@Component
final class TagActions implements SlotActions {

	@Override
	public Mono<Call> prepare(Account account, SlotPlan plan, LedgerEntry entry, DecidedStatus status) {
		return account.writer().tags(plan.cause()).defaultIfEmpty(Set.of()).map((before) -> {
			if (isOnly(before, plan.expected())) {
				return Call.needless(Sight.present(null), 0);
			}
			List<Command> commands = needed(plan.commands(), before);
			Set<String> foreign = before.stream().filter((tag) -> !Band.isOurs(tag)).collect(Collectors.toSet());
			return new TagCall(account, commands, foreign);
		});
	}

	@Override
	public Mono<Sight> look(Account account, LedgerEntry entry) {
		return account.writer()
			.tags(entry.cause())
			.defaultIfEmpty(Set.of())
			.map((tags) -> isOnly(tags, entry.expected()) ? Sight.present(null) : Sight.absent());
	}

	/** Whether the wanted tag, and no other of ours, is there. */
	static boolean isOnly(Set<String> tags, String wanted) {
		List<String> ours = tags.stream().filter(Band::isOurs).toList();
		return wanted.isEmpty() ? ours.isEmpty() : ours.size() == 1 && ours.getFirst().equalsIgnoreCase(wanted);
	}

	/** Only what changes something, and in the vendor's spelling. */
	private static List<Command> needed(List<Command> commands, Set<String> before) {
		List<Command> needed = new ArrayList<>();
		for (Command command : commands) {
			if (command instanceof Command.AddTag add && before.stream().noneMatch(add.tag()::equalsIgnoreCase)) {
				needed.add(add);
			}
			if (command instanceof Command.RemoveTag remove) {
				before.stream()
					.filter(remove.tag()::equalsIgnoreCase)
					.forEach((tag) -> needed.add(new Command.RemoveTag(remove.key(), tag)));
			}
		}
		return needed;
	}

	/** Additions and removals, one after the other. */
	private record TagCall(Account account, List<Command> commands, Set<String> foreign) implements Call {

		@Override
		public Mono<String> make(AtsWriter writer, LedgerEntry intended) {
			return Flux.fromIterable(this.commands).concatMap((command) -> switch (command) {
				case Command.AddTag add -> writer.addTag(add.key(), add.tag());
				case Command.RemoveTag remove -> writer.removeTag(remove.key(), remove.tag());
				case Command.AddNote note -> Mono.<Void>empty();
				case Command.EditNote note -> Mono.<Void>empty();
				case Command.MoveStage move -> Mono.<Void>empty();
			}).then(Mono.just(""));
		}

		@Override
		public Mono<Sight> check(LedgerEntry intended) {
			return this.account.writer().tags(intended.cause()).defaultIfEmpty(Set.of()).map((after) -> {
				if (!isOnly(after, intended.expected())) {
					return Sight.absent();
				}
				return after.containsAll(this.foreign) ? Sight.present(null)
						: new Sight(true, null, "foreign_tag_missing");
			});
		}

	}

}
