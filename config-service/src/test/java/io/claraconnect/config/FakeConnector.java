package io.claraconnect.config;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.claraconnect.ats.api.Application;
import io.claraconnect.ats.api.ApplicationSummary;
import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsId;
import io.claraconnect.ats.api.AtsReader;
import io.claraconnect.ats.api.AtsUser;
import io.claraconnect.ats.api.AtsWriter;
import io.claraconnect.ats.api.Capability;
import io.claraconnect.ats.api.CheckReport;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.Connector;
import io.claraconnect.ats.api.ConnectorDescriptor;
import io.claraconnect.ats.api.Consent;
import io.claraconnect.ats.api.CredentialField;
import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.DocumentContent;
import io.claraconnect.ats.api.DocumentRef;
import io.claraconnect.ats.api.Job;
import io.claraconnect.ats.api.PermissionNeed;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.api.Stage;
import io.claraconnect.ats.api.WebhookAdmin;
import io.claraconnect.ats.api.WebhookReceiver;
import io.claraconnect.ats.api.WebhookSlot;
import io.claraconnect.ats.api.WebhookSlot.SecretMaker;
import io.claraconnect.ats.api.WriteBehaviour;
import io.claraconnect.ats.api.WriteBehaviour.Target;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A vendor that lives in the test: accepts keys that start with {@code good}, and counts
 * what is asked of it.
 */
public final class FakeConnector implements Connector, WebhookAdmin, Consent {

	static final AtsId ID = new AtsId("fakeats");

	final AtomicInteger renewals = new AtomicInteger();

	final List<URI> registered = new CopyOnWriteArrayList<>();

	final List<URI> unregistered = new CopyOnWriteArrayList<>();

	volatile boolean refuseRenewal;

	@Override
	public AtsId id() {
		return ID;
	}

	@Override
	public ConnectorDescriptor descriptor() {
		return new ConnectorDescriptor(ID, "Fake ATS",
				List.of(new CredentialField("apiKey", "API key", true, true, "Settings > Keys."),
						new CredentialField("integrationKey", "Integration key", false, true, "Marketplace."),
						new CredentialField("subdomain", "Subdomain", true, false, "First part of the address.")),
				List.of(new PermissionNeed("jobs:list", "List jobs", "To show your jobs.", true)),
				List.of(new WebhookSlot("applied", "Candidate applied", true, SecretMaker.PLATFORM),
						new WebhookSlot("moved", "Candidate moved", false, SecretMaker.VENDOR)),
				Set.of(Capability.WEBHOOK_REGISTRATION, Capability.CONSENT_PAGE),
				new WriteBehaviour(Target.APPLICATION, Target.CANDIDATE, Duration.ofSeconds(5), Duration.ZERO),
				List.of(), "Go to Settings.");
	}

	@Override
	public WebhookReceiver webhooks() {
		throw new UnsupportedOperationException();
	}

	@Override
	public AtsReader reader(Connection connection) {
		return new Reader(connection);
	}

	@Override
	public AtsWriter writer(Connection connection) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Mono<CheckReport> check(Connection connection) {
		return connection.credentials().current().map(FakeConnector::good).onErrorReturn(false).map((good) -> {
			CheckReport.State state = good ? CheckReport.State.OK : CheckReport.State.FAILED;
			return new CheckReport(
					List.of(new CheckReport.Item("credentials", "API key", true, state,
							good ? "" : "Check the key and the subdomain.")),
					good ? "account-1" : null, good ? "Acme" : null);
		});
	}

	@Override
	public Optional<WebhookAdmin> webhookAdmin() {
		return Optional.of(this);
	}

	@Override
	public Optional<Consent> consent() {
		return Optional.of(this);
	}

	@Override
	public Mono<Map<String, Secret>> register(Connection connection, Map<String, URI> addresses) {
		this.registered.addAll(addresses.values());
		Map<String, Secret> secrets = new HashMap<>();
		addresses.keySet().forEach((slot) -> secrets.put(slot, Secret.of("vendor-made-secret-of-" + slot)));
		return Mono.just(secrets);
	}

	@Override
	public Mono<Void> unregister(Connection connection, Collection<URI> addresses) {
		this.unregistered.addAll(addresses);
		return Mono.empty();
	}

	@Override
	public URI consentPage(Map<String, String> settings, URI redirectUri, String state) {
		return URI.create("https://fake.example/authorize?state=" + state);
	}

	@Override
	public Mono<Credentials> exchange(Map<String, String> settings, URI redirectUri, Secret code) {
		return code.reveal().equals("good-code") ? Mono.just(token("good-from-consent"))
				: Mono.error(AtsException.unauthorized("code_refused"));
	}

	@Override
	public Mono<Credentials> renew(Map<String, String> settings, Credentials credentials) {
		return Mono.delay(Duration.ofMillis(300)).flatMap((tick) -> {
			int count = this.renewals.incrementAndGet();
			return this.refuseRenewal ? Mono.error(AtsException.unauthorized("refresh_token_used"))
					: Mono.just(token("good-renewed-" + count));
		});
	}

	static Credentials token(String apiKey) {
		return new Credentials(Map.of("apiKey", Secret.of(apiKey)), Instant.now().plusSeconds(3600), 0);
	}

	private static boolean good(Credentials credentials) {
		return credentials.require("apiKey").reveal().startsWith("good");
	}

	/** What the account shows to those whose key is good. */
	private record Reader(Connection connection) implements AtsReader {

		@Override
		public Flux<Job> jobs() {
			Flux<Job> jobs = Flux.just(new Job("job-1", "Engineer", Job.State.OPEN, true,
					List.of(new Stage("inbox", "Inbox")), null, null),
					new Job("job-2", "Secret project", Job.State.OPEN, false, List.of(), null, null));
			return this.connection.credentials()
				.current()
				.flatMapMany(
						(credentials) -> good(credentials) ? jobs : Flux.error(AtsException.unauthorized("http_401")));
		}

		@Override
		public Mono<Job> job(String jobId) {
			return jobs().filter((job) -> job.id().equals(jobId)).next();
		}

		@Override
		public Mono<Application> application(String applicationId) {
			return Mono.error(AtsException.notFound("application"));
		}

		@Override
		public Flux<Application> applicationsOfCandidate(String candidateId) {
			return Flux.empty();
		}

		@Override
		public Flux<ApplicationSummary> applicationsOfJob(String jobId, @Nullable Instant updatedSince) {
			return Flux.empty();
		}

		@Override
		public Mono<DocumentContent> download(DocumentRef document) {
			return Mono.error(AtsException.notFound("document"));
		}

		@Override
		public Flux<AtsUser> users() {
			return Flux.empty();
		}

	}

}
