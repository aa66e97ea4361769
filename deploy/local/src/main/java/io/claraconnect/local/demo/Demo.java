package io.claraconnect.local.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import io.claraconnect.local.StackFailed;
import io.claraconnect.local.Waiting;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lets invented people apply at three ATS and waits for what CLARA writes about them. */
public final class Demo implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	/** A second note would come within this time. */
	private static final Duration AFTERWARDS = Duration.ofSeconds(2);

	private final Addresses addresses;

	private final Customer.Desk desk;

	private final Journal journal;

	private final Consumer<String> progress;

	/**
	 * Prepares the story.
	 * @param addresses where the stack listens
	 * @param token bearer token of the admin
	 * @param partnerSecret secret of the platform's app at vendors with a marketplace
	 * @param journal the platform's topics
	 * @param progress takes one line after the other
	 */
	public Demo(Addresses addresses, String token, String partnerSecret, Journal journal, Consumer<String> progress) {
		this.addresses = addresses;
		this.desk = new Customer.Desk(new Calls("config-service", addresses.config(), token),
				new Calls("The sandbox", addresses.sandbox(), null), addresses.config(), addresses.ingress(),
				partnerSecret);
		this.journal = journal;
		this.progress = progress;
	}

	/**
	 * Disconnects what earlier runs have connected.
	 */
	public void clean() {
		int count = new Connecting(this.desk, this.addresses.sandbox()).clean();
		this.progress.accept("Disconnected " + count + " connections of earlier runs.");
	}

	/**
	 * Runs the story.
	 * @return what the ATS show in the end
	 * @throws StackFailed with a sentence when an account cannot be connected
	 */
	public DemoResult run() {
		Instant begin = Instant.now();
		List<Applied> applied = new ArrayList<>();
		connect().forEach((customer, tenant) -> applied.addAll(apply(customer, tenant)));
		Map<Applied, Sighting> seen = watch(applied);
		Trail.Topics topics = Trail.Topics.read(this.journal);
		List<Row> rows = applied.stream()
			.map((one) -> new Row(one, seen.getOrDefault(one, Sighting.none()), Trail.of(one, topics)))
			.toList();
		return new DemoResult(rows, this.addresses.sandbox(), Duration.between(begin, Instant.now()));
	}

	private Map<Customer, Tenant> connect() {
		Connecting connecting = new Connecting(this.desk, this.addresses.sandbox());
		Map<Customer, Tenant> tenants = new LinkedHashMap<>();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			Map<Customer, CompletableFuture<Tenant>> started = new LinkedHashMap<>();
			for (Customer customer : Customer.all()) {
				started.put(customer, CompletableFuture.supplyAsync(() -> connecting.connect(customer), threads));
			}
			started.forEach((customer, future) -> {
				tenants.put(customer, future.join());
				this.progress.accept("Connected a fresh %s account, tracking \"%s\"".formatted(customer.title(),
						jobOf(tenants.get(customer)).path("title").asString("")));
			});
			return tenants;
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof StackFailed failed) {
				throw failed;
			}
			throw ex;
		}
	}

	private static JsonNode jobOf(Tenant tenant) {
		return tenant.account().path("jobs").path(0);
	}

	private List<Applied> apply(Customer customer, Tenant tenant) {
		List<Applied> applied = new ArrayList<>();
		JsonNode job = jobOf(tenant);
		for (Person person : People.of(customer.ats())) {
			ObjectNode application = application(person, job.path("id").stringValue());
			Instant at = Instant.now();
			JsonNode made = this.desk.sandbox().post(tenant.control() + "/candidates", application);
			applied.add(new Applied(person, tenant, customer.title(), job.path("id").stringValue(),
					job.path("title").stringValue(), made.path("candidateId").stringValue(),
					made.path("applicationId").stringValue(), at, made.path("addresses")));
		}
		this.progress.accept("%d people applied at %s".formatted(applied.size(), customer.title()));
		return applied;
	}

	private static ObjectNode application(Person person, String jobId) {
		ObjectNode body = Calls.object().put("name", person.name()).put("phone", person.phone()).put("jobId", jobId);
		body.putArray("emails").add(person.email());
		body.putObject("resume")
			.put("fileName", person.fileName())
			.put("contentType", person.contentType())
			.put("contentBase64", Base64.getEncoder().encodeToString(Resume.of(person)));
		if (person.coverLetter() != null) {
			body.put("coverLetter", person.coverLetter());
		}
		ArrayNode answers = body.putArray("answers");
		person.answers()
			.forEach((answer) -> answers.addObject().put("question", answer.question()).put("answer", answer.answer()));
		return body;
	}

	/** Looks as a recruiter would until all is there, and once more a little later. */
	private Map<Applied, Sighting> watch(List<Applied> applied) {
		Map<Applied, Sighting> seen = new LinkedHashMap<>();
		applied.forEach((one) -> seen.put(one, Sighting.none()));
		Waiting.until(PATIENCE, () -> {
			seen.replaceAll(this::look);
			return seen.values().stream().allMatch((sighting) -> sighting.at() != null);
		});
		Instant end = Instant.now().plus(AFTERWARDS);
		Waiting.until(AFTERWARDS.plusSeconds(1), () -> Instant.now().isAfter(end));
		seen.replaceAll(this::look);
		return seen;
	}

	private Sighting look(Applied one, Sighting before) {
		Sighting now = before.again(this.desk.sandbox().get(one.recruiterView()), Instant.now());
		if (now.at() != null && before.at() == null) {
			this.progress
				.accept(String.format(Locale.ROOT, "  %-10s %-20s %-22s after %.1f s", one.title(), one.person().name(),
						now.tags().getFirst(), Duration.between(one.at(), now.at()).toMillis() / 1000.0));
		}
		return now;
	}

	@Override
	public void close() {
		this.desk.platform().close();
		this.desk.sandbox().close();
	}

	/**
	 * Where the stack listens.
	 *
	 * @param config address of config-service, without trailing slash
	 * @param ingress address of webhook-ingress
	 * @param sandbox address of the sandbox
	 */
	public record Addresses(String config, String ingress, String sandbox) {

	}

}
