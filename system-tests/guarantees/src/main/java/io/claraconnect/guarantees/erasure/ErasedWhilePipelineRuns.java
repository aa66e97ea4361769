package io.claraconnect.guarantees.erasure;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.claraconnect.guarantees.Mutant;
import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.guarantees.Sweeps;
import io.claraconnect.instruments.house.Api;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.HouseOptions;
import io.claraconnect.instruments.house.Until;
import io.claraconnect.instruments.tenants.Tenant;
import io.claraconnect.instruments.tenants.Tenants;
import io.claraconnect.local.launcher.Service;
import tools.jackson.databind.JsonNode;

/**
 * Some of many are erased while applications come in and recruiters act, also on those
 * who are erased, and some before they are scored; then follow a redrive of dead letters
 * about them, sweeps, a replay of every topic, and all their deliveries once more.
 */
public final class ErasedWhilePipelineRuns implements Scenario {

	private static final Duration DONE = Duration.ofMinutes(5);

	/** So long the ingress may not know yet who was erased. */
	private static final Duration TOLD = Duration.ofSeconds(30);

	private static final List<Service> READERS = List.of(Service.SYNC_WORKER, Service.SCORING_SERVICE,
			Service.CONFIG_SERVICE, Service.WRITEBACK_SERVICE);

	@Override
	public String id() {
		return "P2";
	}

	@Override
	public String name() {
		return "erased while the pipeline runs";
	}

	@Override
	public String promise() {
		return "Nothing of an erased person is left or comes back, nobody else is harmed, and a receipt says so.";
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Scene scene = Scene.of(house, size, Tenants.VENDORS, size.of(3, 30));
		Random random = new Random(size.seed());
		int all = size.of(30, Math.min(1000, size.events() / 10));
		int erasedOnes = all / 10;
		List<Person> people = new ArrayList<>(applied(scene, all - all / 10, random));
		scene.settle();
		List<Person> erased = new ArrayList<>(
				IntStream.range(0, erasedOnes).mapToObj((i) -> people.get(i * 4)).toList());
		Map<Person, String> ids = new HashMap<>();
		erased.forEach((person) -> ids.put(person, candidateId(person).orElseThrow()));
		Remains remains = new Remains(house);
		Scene.require(remains.of(erased, ids).size() >= erased.size() * 8, "what is there is not found");
		Map<Person, Integer> notes = noted(erased);
		LettersAside letters = new LettersAside(house);
		int aside = letters.put(erased);

		erased.forEach((person) -> person.candidacy().tag("ahead"));
		Instant asked = Instant.now();
		Map<Person, String> erasures = new HashMap<>(
				erased.parallelStream().collect(Collectors.toMap(Function.identity(), (person) -> ask(person, ids))));
		erased.forEach((person) -> person.candidacy().tag("behind"));
		people.addAll(applied(scene, all / 10, random));
		erasedAtOnce(scene, size.of(3, 30), random, ids).forEach((person) -> {
			erasures.put(person, ask(person, ids));
			erased.add(person);
		});
		Duration receipts = Until.holds("every receipt", DONE,
				() -> erasures.entrySet().stream().allMatch((one) -> isDone(one.getKey(), one.getValue())));
		scene.settle();
		SealedBodies bodies = new SealedBodies(house);
		Instant known = Instant.now();
		none(bodies.of(List.copyOf(notes.keySet())), asked.plus(TOLD));

		int redriven = letters.redrive();
		Scene.require(redriven == aside, "redriven " + redriven + " of " + aside + " dead letters");
		scene.settle();
		Sweeps.of(scene).now("sweep:%");
		scene.settle();
		long replayed = replay(house);
		scene.settle();
		scene.arrivals()
			.stream()
			.filter((arrival) -> erased.stream().anyMatch((person) -> person.isIn(arrival)))
			.forEach((arrival) -> house.courier().replay(arrival));
		scene.settle();

		List<String> left = remains.of(erased, ids);
		Scene.require(left.isEmpty(), "left of erased persons: " + left);
		List<SealedBodies.Body> sealed = bodies.of(erased);
		Instant horizon = horizon(erased.getFirst(), erasures);
		none(sealed, known);
		Scene.require(sealed.stream().allMatch((body) -> body.until().isBefore(horizon)),
				"the receipt's horizon is before the end of sealed bodies");
		Scene.require(noted(notes.keySet()).equals(notes), "notes of erased persons changed: " + notes);
		people.stream().filter((person) -> !erased.contains(person)).forEach(ErasedWhilePipelineRuns::unharmed);
		return new Outcome().with("people", people.size() + erased.size() - erasedOnes)
			.with("erased", erased.size())
			.with("of these before they were scored or written", erased.size() - erasedOnes)
			.with("receipts after", receipts)
			.with("dead letters redriven", redriven)
			.with("records replayed", replayed)
			.with("sealed bodies until the horizon", sealed.size());
	}

	private static void none(List<SealedBodies.Body> bodies, Instant after) {
		List<SealedBodies.Body> kept = bodies.stream().filter((body) -> body.at().isAfter(after)).toList();
		Scene.require(kept.isEmpty(), "bodies were kept although everybody knew of the erasure: " + kept);
	}

	private static List<Person> applied(Scene scene, int count, Random random) {
		List<Tenant> tenants = scene.fleet().tenants();
		return IntStream.range(0, count)
			.mapToObj((i) -> Person.applies(tenants.get(i % tenants.size()), i / tenants.size(), random))
			.toList();
	}

	/** People of whom the platform has just heard. */
	private static List<Person> erasedAtOnce(Scene scene, int count, Random random, Map<Person, String> ids) {
		List<Person> persons = applied(scene, count, random);
		Until.holds("the platform has heard of them", scene.size().patience(), () -> {
			persons.forEach((person) -> candidateId(person).ifPresent((id) -> ids.put(person, id)));
			return ids.keySet().containsAll(persons);
		});
		return persons;
	}

	private static Optional<String> candidateId(Person person) {
		return person.candidacy().status().path("candidateId").stringValueOpt();
	}

	/** By either id in turn. */
	private static String ask(Person person, Map<Person, String> ids) {
		boolean byApplication = person.mark().hashCode() % 2 == 0;
		Tenant tenant = person.candidacy().tenant();
		return tenant.platform()
			.post(tenant.api() + "/erasures",
					byApplication ? Api.object().put("applicationId", person.applicationId())
							: Api.object().put("candidateId", String.valueOf(ids.get(person))))
			.path("id")
			.stringValue();
	}

	private static JsonNode erasure(Person person, String id) {
		Tenant tenant = person.candidacy().tenant();
		return tenant.platform().get(tenant.api() + "/erasures/" + id);
	}

	private static boolean isDone(Person person, String id) {
		return erasure(person, id).path("state").asString("").equals("done");
	}

	private static Instant horizon(Person person, Map<Person, String> erasures) {
		return Instant
			.parse(erasure(person, String.valueOf(erasures.get(person))).at("/receipt/horizon").stringValue());
	}

	private static long replay(House house) {
		READERS.forEach((service) -> house.service(service).stop());
		long records = new Rewind(house).toTheBeginning();
		READERS.parallelStream().forEach((service) -> house.service(service).start());
		return records;
	}

	private static Map<Person, Integer> noted(Collection<Person> persons) {
		return persons.stream().collect(Collectors.toMap(Function.identity(), (one) -> one.candidacy().notes().size()));
	}

	/**
	 * What the ATS shows, what we say, and the words that are sealed with the person's
	 * key.
	 */
	private static void unharmed(Person person) {
		JsonNode status = person.candidacy().status();
		Scene.require(person.candidacy().isWritten() && person.candidacy().writes("note") == 1,
				person.key() + " has not one note");
		Scene.require(status.path("explanation").isString() && !status.path("explanation").stringValue().isEmpty(),
				person.key() + " has lost its explanation");
	}

	/** It replays everything that is there. */
	@Override
	public Optional<HouseOptions> ownHouse() {
		return Optional.of(HouseOptions.standard().failpoints());
	}

	@Override
	public boolean isQuick() {
		return false;
	}

	@Override
	public List<Mutant> mutants() {
		String suppression = "io.claraconnect.dossier.Suppression#";
		Mutant unchecked = Mutant.cut("suppression checks in sync-worker", Service.SYNC_WORKER, suppression + "check",
				"empty-mono");
		for (String method : List.of("contains", "containsApplication")) {
			unchecked = unchecked.and(Service.SYNC_WORKER, suppression + method, "mono:false");
		}
		return List.of(
				unchecked.and(Service.SYNC_WORKER, suppression + "suppressedApplications",
						"mono:call:java.util.Collections#emptySet"),
				Mutant.cut("tombstones of sync-worker", Service.SYNC_WORKER,
						"io.claraconnect.sync.erasure.SyncPlace#tombstones", "empty-mono"),
				Mutant.cut("the ingress's knowledge of who was erased", Service.WEBHOOK_INGRESS,
						"io.claraconnect.ingress.directory.ErasedSubjects#has", "false"));
	}

}
