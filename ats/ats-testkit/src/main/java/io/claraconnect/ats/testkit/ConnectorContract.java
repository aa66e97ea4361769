package io.claraconnect.ats.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.claraconnect.ats.api.ApplicationKey;
import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsException.Category;
import io.claraconnect.ats.api.AtsWriter;
import io.claraconnect.ats.api.Capability;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.Connector;
import io.claraconnect.ats.api.ConnectorContext;
import io.claraconnect.ats.api.ConnectorDescriptor;
import io.claraconnect.ats.api.ConnectorProvider;
import io.claraconnect.ats.api.Connectors;
import io.claraconnect.ats.api.Priority;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.api.WebhookReceiver;
import io.claraconnect.ats.api.WebhookSlot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What every connector must do. A connector's test extends this, says how its vendor
 * signs and answers, and is done when everything here is green.
 */
public abstract class ConnectorContract extends WebhookContract {

	/** The time at which the contract is tried. */
	protected static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

	/** Something the vendor says that nobody else may repeat. */
	private static final String LEAK = "Leaky McVendor leaky@vendor.invalid";

	private static final ApplicationKey KEY = new ApplicationKey("11", "22", "33");

	/** The vendor; new for every test. */
	protected ScriptedServer server = new ScriptedServer();

	/** The budget; new for every test. */
	protected RecordingBudget budget = new RecordingBudget();

	/** The connector under test; new for every test. */
	protected Connector connector = provider().create(context());

	/** Makes the connector. */
	protected abstract ConnectorProvider provider();

	/** The secrets of a connection. */
	protected abstract Map<String, Secret> credentials();

	/** Settings of a connection beside the base URL. */
	protected Map<String, String> settings() {
		return Map.of();
	}

	/** Scripts what goes before every call, such as the token. */
	protected void prepare(ScriptedServer vendor) {
	}

	/** A read that fails as its one request does. */
	protected abstract Exercise read();

	/** A write that fails as its one request does. */
	protected abstract Exercise write();

	/**
	 * Scripts a list of several pages and gives the list as the connector reads it.
	 * @return a list that must have exactly {@link #pagedElements()} elements
	 */
	protected abstract Flux<?> paged(ScriptedServer vendor);

	/** How many elements the list of {@link #paged} has. */
	protected abstract int pagedElements();

	/** What a status means, where a vendor differs from the ordinary. */
	protected Category expected(boolean write, int status) {
		Category noAnswer = write ? Category.OUTCOME_UNKNOWN : Category.UNAVAILABLE;
		return switch (status) {
			case 401 -> Category.UNAUTHORIZED;
			case 403 -> Category.FORBIDDEN;
			case 404 -> Category.NOT_FOUND;
			case 422 -> Category.REFUSED;
			case 429 -> Category.RATE_LIMITED;
			default -> noAnswer;
		};
	}

	/** A connection to the scripted vendor. */
	protected final Connection connection() {
		Map<String, String> all = new HashMap<>(settings());
		all.put(Connection.BASE_URL, this.server.origin().toString());
		return new Connection("org-1", "integration-1", all, new FixedCredentials(credentials()), Priority.LIVE);
	}

	private ConnectorContext context() {
		return new ConnectorContext(Clock.fixed(NOW, ZoneOffset.UTC), this.budget, Set.of(this.server.origin()),
				Map.of());
	}

	@Override
	protected WebhookReceiver receiver() {
		return this.connector.webhooks();
	}

	@BeforeEach
	void script() {
		prepare(this.server);
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void isFoundByTheServiceLoader() {
		assertThat(Connectors.load(context()).find(this.connector.id())).isPresent();
	}

	@Test
	void describesItselfWhole() {
		ConnectorDescriptor descriptor = this.connector.descriptor();
		assertThat(descriptor.id()).isEqualTo(this.connector.id());
		assertThat(descriptor.instructions()).contains("#");
		assertThat(descriptor.permissions()).isNotEmpty();
		assertThat(descriptor.rates()).isNotEmpty();
		assertThat(descriptor.webhooks()).extracting(WebhookSlot::name)
			.doesNotHaveDuplicates()
			.allMatch((name) -> name.matches("[a-z0-9-]+"));
		Set<Capability> can = descriptor.capabilities();
		assertThat(descriptor.fields()).as("a secret to enter, unless there is a consent page")
			.anyMatch((field) -> field.secret() && (field.required() || can.contains(Capability.CONSENT_PAGE)));
		assertThat(this.connector.webhookAdmin().isPresent()).isEqualTo(can.contains(Capability.WEBHOOK_REGISTRATION));
		assertThat(this.connector.consent().isPresent()).isEqualTo(can.contains(Capability.CONSENT_PAGE));
	}

	@TestFactory
	Stream<DynamicTest> refusesWhatItDoesNotDeclare() {
		AtsWriter writer = this.connector.writer(connection());
		Map<Capability, Mono<?>> calls = Map.of(Capability.WRITE_NOTE, writer.addNote(KEY, "text"),
				Capability.EDIT_NOTE, writer.editNote(KEY, "1", "text"), Capability.DELETE_NOTE,
				writer.deleteNote(KEY, "1"), Capability.WRITE_TAG, writer.addTag(KEY, "tag"), Capability.MOVE_STAGE,
				writer.moveStage(KEY, "1", "2"), Capability.REJECT, writer.reject(KEY, "1", "2"));
		return calls.entrySet()
			.stream()
			.filter((call) -> !this.connector.descriptor().capabilities().contains(call.getKey()))
			.map((call) -> DynamicTest.dynamicTest(call.getKey().name(), () -> {
				assertThat(failure(call.getValue()).category()).isEqualTo(Category.UNSUPPORTED);
				assertThat(this.server.requests()).isEmpty();
			}));
	}

	@TestFactory
	Stream<DynamicTest> tellsWhatAStatusMeans() {
		return Stream.of(401, 403, 404, 408, 422, 429, 500, 502, 503)
			.flatMap((status) -> Stream.of(false, true)
				.map((write) -> DynamicTest.dynamicTest((write ? "write " : "read ") + status,
						() -> assertStatus(write, status))));
	}

	private void assertStatus(boolean write, int status) {
		Exercise exercise = write ? write() : read();
		int before = this.server.requests(exercise.route()).size();
		this.server.on(exercise.route(),
				Answer.json(status, "{\"message\":\"" + LEAK + "\",\"errors\":[{\"message\":\"" + LEAK + "\"}]}"));
		AtsException failure = failure(exercise);
		assertThat(failure.category()).isEqualTo(expected(write, status));
		if (write && status != 401) {
			assertThat(this.server.requests(exercise.route())).hasSize(before + 1);
		}
	}

	@Test
	void triesOnceMoreAfter401AndThenStops() {
		Exercise read = read();
		this.server.on(read.route(), Answer.json(401, "{}"));
		assertThat(failure(read).category()).isEqualTo(Category.UNAUTHORIZED);
		assertThat(this.server.requests(read.route())).hasSizeBetween(1, 2);
	}

	@Test
	void doesNotKnowWhatBecameOfAWriteWithoutAnAnswer() {
		this.server.on(write().route(), Answer.cut());
		assertThat(failure(write()).category()).isEqualTo(Category.OUTCOME_UNKNOWN);
		assertThat(this.server.requests(write().route())).hasSize(1);
		this.server.on(read().route(), Answer.cut());
		assertThat(failure(read()).category()).isEqualTo(Category.UNAVAILABLE);
	}

	@Test
	void callsMalformedWhatIsNoJson() {
		for (String body : List.of("", "<html>" + LEAK + "</html>", "[{\"id\":1,\"name\":\"" + LEAK)) {
			this.server.on(read().route(), Answer.of(200, "text/html", body));
			assertThat(failure(read()).category()).as(body).isEqualTo(Category.MALFORMED);
		}
	}

	@Test
	void passesOnHowLongTheVendorAsksToWait() {
		this.server.on(read().route(), Answer.json(429, "{}").header("Retry-After", "7"));
		assertThat(failure(read()).retryAfter()).contains(Duration.ofSeconds(7));
		assertThat(this.budget.observed()).anyMatch((seen) -> Duration.ofSeconds(7).equals(seen.closedFor()));
	}

	/**
	 * The server dates its answers itself, and the date to wait for is told by its clock.
	 */
	@Test
	void passesOnUntilWhenTheVendorAsksToWait() {
		String inAnHour = DateTimeFormatter.RFC_1123_DATE_TIME
			.format(Clock.systemUTC().instant().atOffset(ZoneOffset.UTC).plusHours(1));
		this.server.on(read().route(), Answer.json(429, "{}").header("Retry-After", inAnHour));
		assertThat(failure(read()).retryAfter())
			.hasValueSatisfying((wait) -> assertThat(wait).isBetween(Duration.ofMinutes(59), Duration.ofHours(1)));
		assertThat(this.budget.observed())
			.anyMatch((seen) -> seen.closedFor() != null && seen.closedFor().toMinutes() >= 59);
	}

	@Test
	void asksTheBudgetBeforeEveryRequest() {
		this.server.on(write().route(), Answer.json(403, "{}"));
		failure(write());
		assertThat(this.budget.acquired()).hasSameSizeAs(this.server.requests());
		assertThat(this.connector.descriptor().rates()).containsAll(Set.copyOf(this.budget.acquired()));
	}

	@Test
	void readsAListToItsEnd() {
		List<?> elements = paged(this.server).collectList().block(Duration.ofSeconds(20));
		assertThat(elements).hasSize(pagedElements()).doesNotHaveDuplicates();
	}

	@Test
	void aFailingVendorIsAFailedCheckAndNoError() {
		this.server.on(read().route(), Answer.json(500, "{}"));
		assertThat(this.connector.check(connection()).block(Duration.ofSeconds(60))).isNotNull()
			.matches((report) -> !report.items().isEmpty());
	}

	private AtsException failure(Exercise exercise) {
		return failure(exercise.call().apply(this.connector, connection()));
	}

	/** The error that a call ends in; fails when it does not. */
	protected static AtsException failure(Publisher<?> call) {
		AtsException failure = catchThrowableOfType(AtsException.class,
				() -> Flux.from(call).blockLast(Duration.ofSeconds(30)));
		assertThat(failure).as("the call must fail with an AtsException").isNotNull();
		assertThat(texts(failure)).doesNotContain("Leaky", "leaky@");
		return failure;
	}

	private static String texts(Throwable failure) {
		return Stream.iterate(failure, (at) -> at != null, Throwable::getCause)
			.map(String::valueOf)
			.collect(Collectors.joining("\n"));
	}

}
