package io.claraconnect.guarantees.privacy;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Random;

import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.HouseOptions;
import io.claraconnect.instruments.tenants.Tenants;

/**
 * Marks and canaries, through everything that can happen to them. What is found where a
 * mechanism is missing is shown by {@link GlassHouse}.
 */
public final class ToldInConfidence implements Scenario {

	private static final int QUESTIONS = 1_000;

	private static final int SECRETS = 20;

	@Override
	public String id() {
		return "P1";
	}

	@Override
	public String name() {
		return "told in confidence";
	}

	@Override
	public String promise() {
		return "What people, vendors and intruders tell, and every secret, is readable on no topic, in no log at DEBUG, on no page,"
				+ " in no table but sealed, and in no process; no organisation learns of another.";
	}

	@Override
	public Optional<HouseOptions> ownHouse() {
		return Optional.of(HouseOptions.standard().debugLogging());
	}

	@Override
	public boolean isQuick() {
		return false;
	}

	@Override
	public Outcome run(House house, RunSize size) {
		try {
			Confidence planted = PlantedLeaks.search(house);
			Scene.require(PlantedLeaks.missed(planted.search()).isEmpty(),
					"planted leaks were missed: " + PlantedLeaks.missed(planted.search()));
			Told told = Told.tell(house, Tenants.VENDORS);
			Scene.require(told.kinds().size() >= SECRETS, "there are only secrets of " + told.kinds());
			Confidence everywhere = told.searched(house);
			Scene.require(everywhere.search().findings().isEmpty(), everywhere.search().told());
			Scene.require(told.answers().findings().isEmpty(), told.answers().told());
			Walls walls = new Walls(house);
			Scene.require(walls.asked(told.tenants(), QUESTIONS, new Random(size.seed())).isEmpty(),
					"a stranger was told of others");
			Scene.require(walls.seenBy("org-stranger").values().stream().allMatch((rows) -> rows == 0),
					"a service sees rows of others");
			return new Outcome().with("marks", told.marks().size())
				.with("kinds of secrets", told.kinds().size())
				.with("forms of each mark", PlantedLeaks.forms().size())
				.with("searched", everywhere);
		}
		catch (IOException | SQLException ex) {
			throw new IllegalStateException("Somewhere could not be searched", ex);
		}
	}

}
