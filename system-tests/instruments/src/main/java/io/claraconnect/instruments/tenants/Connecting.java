package io.claraconnect.instruments.tenants;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import io.claraconnect.instruments.courier.Post;
import io.claraconnect.instruments.house.Api;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.Until;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Connects one account step by step. */
final class Connecting {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final House house;

	private final Customer customer;

	private final String organisationId;

	private final Api platform;

	private final Api control;

	Connecting(House house, Customer customer, String organisationId) {
		this.house = house;
		this.customer = customer;
		this.organisationId = organisationId;
		this.platform = house.config().of(organisationId);
		this.control = house.control();
	}

	Tenant connect() {
		JsonNode account = this.control.post("/control/" + this.customer.ats() + "/accounts",
				Api.object().put("name", "Northwind Example Ltd"));
		Tenant tenant = new Tenant(this.customer.ats(), this.organisationId, account, create(account), this.platform,
				this.control);
		this.customer.consent(tenant);
		JsonNode check = this.platform.post(tenant.api() + "/test", null);
		if (!check.path("usable").booleanValue()) {
			throw new IllegalStateException("The test of " + tenant + " failed: " + check.path("items"));
		}
		tenant.configure(Api.object().put("writesPerHour", 0));
		track(tenant);
		this.customer.webhooks(tenant,
				new Customer.Desk(this.house.courier().address(), this.house.marketplaceSecret()), offered(tenant));
		awaitSetUp(tenant);
		return tenant;
	}

	private String create(JsonNode account) {
		ObjectNode body = Api.object()
			.put("ats", this.customer.ats())
			.put("caption", this.customer.ats() + " " + account.path("id").stringValue());
		body.putObject("settings").put("baseUrl", this.house.atsAddress() + "/" + this.customer.ats());
		ObjectNode credentials = body.putObject("credentials");
		this.customer.credentials(account.path("connection")).forEach(credentials::put);
		return this.platform.post("/api/v1/integrations", body).path("id").stringValue();
	}

	private void track(Tenant tenant) {
		ObjectNode body = Api.object();
		body.putArray("tracked").addObject().put("jobId", tenant.jobId());
		this.platform.put(tenant.api() + "/jobs", body);
	}

	/** Addresses are told once every ingress can verify what comes to them. */
	private JsonNode offered(Tenant tenant) {
		AtomicReference<JsonNode> offered = new AtomicReference<>();
		Until.holds("the webhook addresses of " + tenant + " are shown", PATIENCE, () -> {
			Api.Answer answer = this.platform.send("GET", tenant.api() + "/webhooks", null);
			offered.set(answer.body());
			return answer.status() == 200;
		});
		return offered.get();
	}

	/**
	 * Pings and tests must have come in before anything that counts, and the job be
	 * known.
	 */
	private void awaitSetUp(Tenant tenant) {
		Until.holds("the set-up of " + tenant + " is over", PATIENCE,
				() -> this.house.courier()
					.posts()
					.stream()
					.filter((post) -> tenant.owns(post.arrival()))
					.noneMatch((post) -> post.state() == Post.State.WAITING) && jobIsRead(tenant));
		tenant.setUp(this.house.courier().arrivals().size());
	}

	private boolean jobIsRead(Tenant tenant) {
		return this.house.sql()
			.number("SELECT count(*) FROM sync.job WHERE integration_id = ? AND job_id = ?", tenant.integrationId(),
					tenant.jobId()) > 0;
	}

}
