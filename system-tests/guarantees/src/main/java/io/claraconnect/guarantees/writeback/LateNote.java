package io.claraconnect.guarantees.writeback;

import java.time.Duration;
import java.util.List;

import io.claraconnect.guarantees.Mutant;
import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.Until;
import io.claraconnect.instruments.tenants.Candidacy;
import io.claraconnect.instruments.tenants.Fit;

/** The ATS does what it was asked long after it was given up and asked again. */
public final class LateNote implements Scenario {

	private final String vendor;

	private final int delayMs;

	private final String toldAs;

	private final int notes;

	/**
	 * A late note at one vendor.
	 * @param vendor id of the ATS
	 * @param delay later than twice the call's time and the time in which a note shows,
	 * so that it was asked for again before
	 * @param removable whether notes can be removed there
	 */
	public LateNote(String vendor, Duration delay, boolean removable) {
		this.vendor = vendor;
		this.delayMs = (int) delay.toMillis();
		this.toldAs = removable ? "WRITTEN twin_removed" : "IN_DOUBT twin_note";
		this.notes = removable ? 1 : 2;
	}

	@Override
	public String id() {
		return "A3-" + this.vendor;
	}

	@Override
	public String name() {
		return "a note that takes effect after it was given up, at " + this.vendor;
	}

	@Override
	public String promise() {
		return "The second note is removed where the ATS allows, and told in any case.";
	}

	@Override
	public boolean isQuick() {
		return false;
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Desk desk = Desk.of(house, size, List.of(this.vendor), 1);
		String fault = desk.fault(desk.tenant(), Desk.onNotes("slow", 1).put("delayMs", this.delayMs));
		try {
			Candidacy candidacy = desk.tenant().apply("Late Example", Fit.CLEAR);
			desk.awaitWritten(List.of(candidacy));
			Until.holds("the late note shows", Duration.ofMillis(3L * this.delayMs),
					() -> candidacy.notes().size() == 2);
			desk.auditNow();
			desk.auditNow();
			Scene.require(candidacy.notes().size() == this.notes, candidacy.notes().size() + " notes stand");
			List<String> told = desk.told(candidacy);
			Scene.require(told.stream().filter(this.toldAs::equals).count() == 1, "it was told as " + told);
			return desk.once(List.of(candidacy), 1);
		}
		finally {
			desk.withdraw(fault);
		}
	}

	@Override
	public List<Mutant> mutants() {
		return List.of(Forgetting.TO_AUDIT);
	}

}
