package io.claraconnect.writeback.plan;

import io.claraconnect.ats.api.WriteBehaviour.Target;

/**
 * One thing of ours in an ATS.
 *
 * @param target what it hangs on: {@code application:<id>} or {@code candidate:<id>}
 * @param slot which thing it is: {@code note:<applicationId>}, {@code tag},
 * {@code tag:<applicationId>} or {@code stage:<applicationId>}
 */
public record SlotKey(String target, String slot) {

	static SlotKey note(Target target, DecidedStatus status) {
		return new SlotKey(on(target, status), "note:" + status.applicationId());
	}

	static SlotKey tag(Target target, DecidedStatus status) {
		return new SlotKey(on(target, status), (target == Target.CANDIDATE) ? "tag" : "tag:" + status.applicationId());
	}

	static SlotKey stage(DecidedStatus status) {
		return new SlotKey(on(Target.APPLICATION, status), "stage:" + status.applicationId());
	}

	/** The kind of thing: note, tag or stage. */
	public String kind() {
		int end = this.slot.indexOf(':');
		return (end < 0) ? this.slot : this.slot.substring(0, end);
	}

	private static String on(Target target, DecidedStatus status) {
		return switch (target) {
			case APPLICATION -> "application:" + status.applicationId();
			case CANDIDATE -> "candidate:" + status.candidateId();
		};
	}

}
