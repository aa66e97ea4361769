package io.claraconnect.config;

import java.util.List;
import java.util.Map;

import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.Priority;
import io.claraconnect.schemas.IntegrationState;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@DisplayName("Keeping tokens, with a real broker, registry and database")
class TokensIT extends RunningService {

	@Test
	@Tag("4.09")
	@Tag("4.11")
	@DisplayName("Consent works once, and renewal happens once for twenty who ask; a refused renewal asks a person")
	void tokens() {
		String id = connected();
		String page = this.api.post("/api/v1/integrations/" + id + "/consent", Map.of()).text("/consentPage");
		String state = page.substring(page.indexOf("state=") + 6);
		Api browser = new Api(this.port, null, "x");
		assertThat(browser.get("/oauth/callback?code=good-code&state=" + state).text("/state")).isEqualTo("CONNECTED");
		assertThat(browser.get("/oauth/callback?code=good-code&state=" + state).status()).isEqualTo(422);
		Credentials refused = stored(id).block().credentials();
		int before = this.vendor.renewals.get();
		List<Long> revisions = Flux.range(0, 20)
			.flatMap((i) -> this.connections.of(this.organisation, id, Map.of(), Priority.LIVE)
				.credentials()
				.renewed(refused), 20)
			.map(Credentials::revision)
			.collectList()
			.block(PATIENCE);
		assertThat(revisions).hasSize(20).containsOnly(refused.revision() + 1);
		assertThat(this.vendor.renewals.get() - before).isOne();
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(last(id).getCredentialRevision()).isEqualTo(refused.revision() + 1));
		this.vendor.refuseRenewal = true;
		try {
			long now = refused.revision() + 1;
			this.database
				.inOrganisation(this.organisation,
						(client) -> this.credentials.requestRenewal(client, this.organisation, id, now)
							.thenReturn(true))
				.block();
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(last(id).getState()).isEqualTo(IntegrationState.REAUTHORISE));
		}
		finally {
			this.vendor.refuseRenewal = false;
		}
	}

}
