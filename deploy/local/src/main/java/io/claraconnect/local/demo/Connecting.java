package io.claraconnect.local.demo;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.claraconnect.local.StackFailed;
import io.claraconnect.local.Waiting;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Connects a fresh sandbox account through the public API, as an admin would. */
final class Connecting {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String CAPTION = "Demo: ";

	private final Customer.Desk desk;

	private final String sandboxUrl;

	Connecting(Customer.Desk desk, String sandboxUrl) {
		this.desk = desk;
		this.sandboxUrl = sandboxUrl;
	}

	/** Opens an account, connects it, tracks its first job and sets up its webhooks. */
	Tenant connect(Customer customer) {
		JsonNode account = this.desk.sandbox()
			.post("/control/" + customer.ats() + "/accounts", Calls.object().put("name", "Northwind Example Ltd"));
		Tenant tenant = new Tenant(customer.ats(), account, create(customer, account));
		customer.consent(tenant, this.desk);
		JsonNode check = this.desk.platform().post(tenant.api() + "/test", null);
		if (!check.path("usable").booleanValue()) {
			throw new StackFailed("The test of the connection to " + customer.title() + " failed: "
					+ check.path("items") + " " + check.path("advice").asString(""));
		}
		track(tenant);
		customer.webhooks(tenant, this.desk, offeredWebhooks(tenant, customer));
		return tenant;
	}

	private String create(Customer customer, JsonNode account) {
		ObjectNode body = Calls.object()
			.put("ats", customer.ats())
			.put("caption", CAPTION + customer.title() + " " + account.path("id").stringValue());
		body.putObject("settings").put("baseUrl", this.sandboxUrl + "/" + customer.ats());
		ObjectNode credentials = body.putObject("credentials");
		Map<String, String> entered = customer.credentials(account.path("connection"));
		entered.forEach(credentials::put);
		return this.desk.platform().post("/api/v1/integrations", body).path("id").stringValue();
	}

	private void track(Tenant tenant) {
		String wanted = tenant.account().path("jobs").path(0).path("id").stringValue();
		boolean offered = this.desk.platform()
			.get(tenant.api() + "/jobs")
			.valueStream()
			.anyMatch((job) -> job.path("jobId").asString("").equals(wanted) && job.path("selectable").booleanValue());
		if (!offered) {
			throw new StackFailed("The platform does not offer the job " + wanted + " of " + tenant.ats() + ".");
		}
		ObjectNode body = Calls.object();
		body.putArray("tracked").addObject().put("jobId", wanted);
		this.desk.platform().put(tenant.api() + "/jobs", body);
	}

	/** Addresses are told once every ingress can verify what comes to them. */
	private JsonNode offeredWebhooks(Tenant tenant, Customer customer) {
		AtomicReference<Calls.Answer> last = new AtomicReference<>();
		boolean ready = Waiting.until(PATIENCE, () -> {
			Calls.Answer answer = this.desk.platform().send("GET", tenant.api() + "/webhooks", null);
			last.set(answer);
			return answer.status() == 200;
		});
		if (!ready) {
			throw new StackFailed("The webhook addresses of " + customer.title() + " were not ready after "
					+ PATIENCE.toSeconds() + " s: " + last.get().status() + ", " + last.get().reason());
		}
		return last.get().body();
	}

	/** Disconnects what earlier runs have connected. */
	int clean() {
		int count = 0;
		for (JsonNode integration : this.desk.platform().get("/api/v1/integrations")) {
			if (integration.path("caption").asString("").startsWith(CAPTION)) {
				this.desk.platform()
					.delete("/api/v1/integrations/" + integration.path("id").stringValue() + "?confirm=DELETE");
				count++;
			}
		}
		return count;
	}

}
