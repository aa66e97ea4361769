package io.claraconnect.guarantees.privacy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.Until;
import io.claraconnect.instruments.tenants.Tenant;

/**
 * Everything that was told to a house in confidence: by people, by vendors that repeat it
 * in their errors, by intruders, and the secrets between them all.
 */
final class Told {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final List<Mark> marks = new ArrayList<>();

	private final List<Tenant> tenants;

	private final Canaries canaries;

	private final Search answers;

	private Told(List<Tenant> tenants, Canaries canaries, Search answers) {
		this.tenants = List.copyOf(tenants);
		this.canaries = canaries;
		this.answers = answers;
	}

	/** Tells it, through everything that a house does. */
	static Told tell(House house, List<String> vendors) {
		List<Callable<Story>> stories = new ArrayList<>();
		for (String vendor : vendors) {
			long seed = house.seed() + vendor.hashCode();
			stories.add(() -> Story.of(house, vendor, new Random(seed)));
		}
		List<Story> told = all(stories);
		new Poison(house).give();
		awaitTaken(house);
		Canaries canaries = new Canaries(house);
		canaries.ofHouse();
		told.forEach((story) -> story.tenants().forEach(canaries::of));
		List<Mark> marks = new ArrayList<>(told.stream().flatMap((story) -> story.marks().stream()).toList());
		Set<Mark> secrets = new LinkedHashSet<>(canaries.marks());
		marks.addAll(secrets);
		Search answers = new Search(marks, List.of());
		told.forEach((story) -> story.strangers(answers));
		Intruder intruder = new Intruder(house, new Random(house.seed()));
		intruder.knock(new Search(intruder.marks(), List.of()));
		Told all = new Told(told.stream().flatMap((story) -> story.tenants().stream()).toList(), canaries, answers);
		all.marks.addAll(marks);
		all.marks.addAll(intruder.marks());
		return all;
	}

	/** Searches for all of it everywhere. */
	Confidence searched(House house) {
		return new Confidence(house, new Search(this.marks, Places.PERMITTED)).searchAll();
	}

	List<Mark> marks() {
		return this.marks;
	}

	/** The customers whose people told it. */
	List<Tenant> tenants() {
		return this.tenants;
	}

	/** What strangers were answered. */
	Search answers() {
		return this.answers;
	}

	/** What kinds of secrets there were. */
	Set<String> kinds() {
		return this.canaries.kinds();
	}

	/**
	 * Waits until every event was taken by all who read it; what is due later may wait.
	 */
	private static void awaitTaken(House house) {
		house.courier().awaitQuiet(PATIENCE);
		Until.holds(() -> "every event is taken; left: " + house.topics().left(), PATIENCE,
				() -> house.topics().left().keySet().stream().allMatch((left) -> left.contains(" work ")));
	}

	private static List<Story> all(List<Callable<Story>> stories) {
		List<Story> told = new ArrayList<>();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (Future<Story> story : threads.invokeAll(stories)) {
				told.add(story.get());
			}
			return told;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("A story could not be told: " + ex.getCause(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What happened with the customers of one vendor.
	 *
	 * @param tenants the customers
	 * @param planting who told what
	 * @param marks everything that was told
	 */
	record Story(List<Tenant> tenants, Planting planting, List<Mark> marks) {

		static Story of(House house, String vendor, Random random) {
			Tenant tenant = house.tenants().connect(vendor);
			Planting planting = new Planting(house, tenant, random, vendor);
			planting.advertisement();
			planting.live();
			Careless careless = new Careless(house, tenant, random, vendor);
			planting.storm(careless);
			planting.goodbye();
			Tenant other = house.tenants().connect(vendor);
			Planting dark = new Planting(house, other, random, vendor + " in the dark");
			Careless silent = new Careless(house, other, random, vendor + " in the dark");
			for (int status : List.of(500, 422, 403, 401)) {
				silent.dark(status);
				dark.apply("of " + status, Paper.PDF, other.jobId());
				dark.tried();
				silent.awaitStruck(1);
			}
			silent.heal();
			List<Mark> marks = new ArrayList<>(planting.marks());
			marks.addAll(dark.marks());
			marks.addAll(List.of(careless.said(), silent.said()));
			return new Story(List.of(tenant, other), planting, marks);
		}

		void strangers(Search search) {
			this.planting.strangers(search);
		}

	}

}
