package io.claraconnect.guarantees.writeback;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.claraconnect.guarantees.Mutant;
import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.tenants.Candidacy;
import io.claraconnect.local.launcher.Service;

/** A recruiter changes a status to another and back, with and without a pause. */
public final class BackAndForth implements Scenario {

	private static final Pattern MARKER = Pattern.compile("CLARA ref [0-9a-f]{12}\\.(\\d+)");

	@Override
	public String id() {
		return "W1";
	}

	@Override
	public String name() {
		return "status A, B, A";
	}

	@Override
	public String promise() {
		return "After A, B, A the ATS shows A, whatever was under way meanwhile.";
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Desk desk = Desk.of(house, size, List.of("greenhouse", "lever"), 2);
		List<Candidacy> people = desk.scene().crowd(size.of(4, 40), 4);
		desk.awaitWritten(people);
		for (Candidacy candidacy : people) {
			candidacy.decide("qualified");
		}
		desk.awaitWritten(people);
		for (Candidacy candidacy : people) {
			candidacy.decide("not_qualified");
			if (people.indexOf(candidacy) % 2 == 0) {
				candidacy.decide("qualified");
			}
		}
		desk.awaitWritten(people);
		for (Candidacy candidacy : people) {
			candidacy.decide("qualified");
		}
		desk.awaitWritten(people);
		for (Candidacy candidacy : people) {
			Scene.require(candidacy.tags().equals(List.of("CLARA qualified")), candidacy + " has " + candidacy.tags());
			Scene.require(newest(candidacy).startsWith("CLARA status: qualified"),
					"the newest note of " + candidacy + " does not say qualified");
		}
		return new Outcome().with("people", people.size())
			.with("notes", people.stream().mapToInt((one) -> one.notes().size()).sum());
	}

	private static String newest(Candidacy candidacy) {
		return candidacy.notes()
			.stream()
			.map((note) -> note.replaceAll("<[^>]+>", ""))
			.max(Comparator.comparingLong(BackAndForth::revision))
			.orElse("");
	}

	private static long revision(String note) {
		Matcher marker = MARKER.matcher(note);
		return marker.find() ? Long.parseLong(marker.group(1)) : 0;
	}

	@Override
	public List<Mutant> mutants() {
		return List.of(Mutant.cut("taking our other tags away", Service.WRITEBACK_SERVICE,
				"io.claraconnect.ats.greenhouse.GreenhouseWriter#removeTag", "empty-mono"));
	}

}
