package io.claraconnect.guarantees.writeback;

import java.util.ArrayList;
import java.util.List;

import io.claraconnect.guarantees.Mutant;
import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.tenants.Candidacy;
import io.claraconnect.instruments.tenants.Tenant;
import io.claraconnect.instruments.tenants.Tenants;

/** The ATS does what it is asked and gives no answer: it is silent, or cuts. */
public final class WriteWithoutAnswer implements Scenario {

	/** Longer than any call of ours. */
	private static final int SILENCE = 20_000;

	@Override
	public String id() {
		return "A3";
	}

	@Override
	public String name() {
		return "notes taken without an answer";
	}

	@Override
	public String promise() {
		return "A note that was taken without an answer is read back and not written again.";
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Desk desk = Desk.of(house, size, size.isQuick() ? List.of("lever") : Tenants.VENDORS, size.of(1, 24));
		int ambiguous = size.of(4, Math.max(12, size.events() / 40));
		int each = Math.max(1, ambiguous / desk.scene().fleet().tenants().size() / 2);
		List<String> faults = new ArrayList<>();
		for (Tenant tenant : desk.scene().fleet().tenants()) {
			faults.add(desk.fault(tenant, Desk.onNotes("apply-then-cut", each)));
			faults.add(desk.fault(tenant, Desk.onNotes("apply-then-timeout", each).put("delayMs", SILENCE)));
		}
		try {
			List<Candidacy> people = desk.scene().crowd(size.of(6, ambiguous * 2), size.of(3, 16));
			desk.awaitWritten(people);
			int struck = faults.stream().mapToInt(desk::struck).sum();
			Scene.require(struck >= ambiguous / 2, "only " + struck + " notes were without an answer");
			Scene.require(people.stream().allMatch((one) -> one.writes("note") == 1),
					"notes were written again: " + people);
			return desk.once(people, 0).with("notes without an answer", struck);
		}
		finally {
			faults.forEach(desk::withdraw);
		}
	}

	@Override
	public List<Mutant> mutants() {
		return List.of(Forgetting.TO_READ_BACK);
	}

}
