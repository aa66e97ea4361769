package io.claraconnect.ats.lever;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsException.Category;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.ConnectorContext;
import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.Priority;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.testkit.FixedCredentials;
import io.claraconnect.ats.testkit.RecordingBudget;
import io.claraconnect.ats.testkit.ScriptedServer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A scripted Lever and the connector that is pointed at it. */
final class LeverVendor implements AutoCloseable {

	static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

	final ScriptedServer server = new ScriptedServer();

	final LeverConnector connector = new LeverConnector(
			new ConnectorContext(Clock.fixed(NOW, ZoneOffset.UTC), new RecordingBudget(), Set.of(this.server.origin()),
					Map.of(LeverDescriptor.ID, new Credentials(
							Map.of("clientId", Secret.of("our-app"), "clientSecret", Secret.of("our-app-secret")), null,
							1))));

	Map<String, String> settings() {
		return Map.of(Connection.BASE_URL, this.server.origin() + "/lever");
	}

	Connection connection() {
		return connection(Map.of(), Map.of("accessToken", Secret.of("invented-token")));
	}

	Connection connection(Map<String, String> more, Map<String, Secret> secrets) {
		Map<String, String> all = new HashMap<>(settings());
		all.putAll(more);
		return new Connection("org", "int", all, new FixedCredentials(secrets), Priority.LIVE);
	}

	static <T> T get(Mono<T> call) {
		return call.block(Duration.ofSeconds(20));
	}

	static <T> List<T> get(Flux<T> call) {
		return call.collectList().block(Duration.ofSeconds(20));
	}

	static void assertCategory(Publisher<?> call, Category category) {
		assertThatThrownBy(() -> Flux.from(call).blockLast(Duration.ofSeconds(20)))
			.asInstanceOf(InstanceOfAssertFactories.type(AtsException.class))
			.extracting(AtsException::category)
			.isEqualTo(category);
	}

	@Override
	public void close() {
		this.server.close();
	}

}
