package io.claraconnect.ats.teamtailor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsException.Category;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.ConnectorContext;
import io.claraconnect.ats.api.Priority;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.testkit.FixedCredentials;
import io.claraconnect.ats.testkit.RecordingBudget;
import io.claraconnect.ats.testkit.ScriptedServer;
import org.assertj.core.api.InstanceOfAssertFactories;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A scripted Teamtailor and the connector that is pointed at it. */
final class TeamtailorVendor implements AutoCloseable {

	static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

	final ScriptedServer server = new ScriptedServer();

	final TeamtailorConnector connector = new TeamtailorConnector(new ConnectorContext(Clock.fixed(NOW, ZoneOffset.UTC),
			new RecordingBudget(), Set.of(this.server.origin()), Map.of()));

	Connection connection() {
		return connection(Map.of(Connection.BASE_URL, this.server.origin().toString()));
	}

	static Connection connection(Map<String, String> settings) {
		return new Connection("org", "int", settings, new FixedCredentials(Map.of("apiKey", Secret.of("invented-key"))),
				Priority.LIVE);
	}

	static void assertCategory(Mono<?> call, Category category) {
		assertThatThrownBy(() -> get(call)).asInstanceOf(InstanceOfAssertFactories.type(AtsException.class))
			.satisfies((failure) -> assertThat(failure.category()).isEqualTo(category));
	}

	static <T> T get(Mono<T> call) {
		return call.block(Duration.ofSeconds(20));
	}

	static <T> List<T> get(Flux<T> call) {
		return call.collectList().block(Duration.ofSeconds(20));
	}

	@Override
	public void close() {
		this.server.close();
	}

}
