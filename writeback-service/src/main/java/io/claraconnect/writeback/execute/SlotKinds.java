package io.claraconnect.writeback.execute;

import io.claraconnect.writeback.plan.SlotKey;

import org.springframework.stereotype.Component;

/** Who acts for which kind of slot. */
@Component
class SlotKinds {

	private final NoteActions notes;

	private final TagActions tags;

	private final StageActions stages;

	SlotKinds(NoteActions notes, TagActions tags, StageActions stages) {
		this.notes = notes;
		this.tags = tags;
		this.stages = stages;
	}

	SlotActions of(SlotKey key) {
		return switch (key.kind()) {
			case "note" -> this.notes;
			case "tag" -> this.tags;
			case "stage" -> this.stages;
			default -> throw new IllegalStateException("A slot of an unknown kind");
		};
	}

}
