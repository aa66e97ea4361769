package io.claraconnect.sync;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.claraconnect.ats.api.Announcements;
import io.claraconnect.ats.api.AtsEvent;
import io.claraconnect.ats.api.AtsId;
import io.claraconnect.ats.api.AtsReader;
import io.claraconnect.ats.api.AtsWriter;
import io.claraconnect.ats.api.CheckReport;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.Connector;
import io.claraconnect.ats.api.ConnectorDescriptor;
import io.claraconnect.ats.api.WebhookReceiver;
import io.claraconnect.ats.api.WriteBehaviour;
import io.claraconnect.ats.api.WriteBehaviour.Target;
import reactor.core.publisher.Mono;

/** A connector to accounts in memory, one per connection. */
final class FakeConnector implements Connector {

	static final AtsId ID = new AtsId("fake");

	static final Announcements ANNOUNCED = new Announcements(
			Set.of(AtsEvent.Kind.APPLICATION_CREATED, AtsEvent.Kind.STAGE_CHANGED), Duration.ofSeconds(3));

	private final Map<String, FakeAccount> accounts = new ConcurrentHashMap<>();

	private final Duration visibilityDelay;

	FakeConnector(Duration visibilityDelay) {
		this.visibilityDelay = visibilityDelay;
	}

	FakeAccount account(String integrationId) {
		return this.accounts.computeIfAbsent(integrationId, (id) -> new FakeAccount());
	}

	@Override
	public AtsId id() {
		return ID;
	}

	@Override
	public ConnectorDescriptor descriptor() {
		return new ConnectorDescriptor(ID, "Fake", List.of(), List.of(), List.of(), Set.of(),
				new WriteBehaviour(Target.APPLICATION, Target.APPLICATION, Duration.ofSeconds(10),
						this.visibilityDelay),
				List.of(), ANNOUNCED, "");
	}

	@Override
	public WebhookReceiver webhooks() {
		throw new UnsupportedOperationException();
	}

	@Override
	public AtsReader reader(Connection connection) {
		return account(connection.integrationId());
	}

	@Override
	public AtsWriter writer(Connection connection) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Mono<CheckReport> check(Connection connection) {
		throw new UnsupportedOperationException();
	}

}
