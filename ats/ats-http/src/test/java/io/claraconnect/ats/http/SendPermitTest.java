package io.claraconnect.ats.http;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.ConnectorContext;
import io.claraconnect.ats.api.CredentialSource;
import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.Priority;
import io.claraconnect.ats.api.RateBudget;
import io.claraconnect.ats.api.RateObservation;
import io.claraconnect.ats.api.RateRule;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.api.SendPermit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@DisplayName("A write asks right before its bytes leave")
class SendPermitTest {

	private static final RateRule RULE = new RateRule("api", 1000, Duration.ofSeconds(1));

	private final List<String> happened = new CopyOnWriteArrayList<>();

	private DisposableServer server;

	private AtsHttp http;

	private URI base;

	@BeforeEach
	void start() {
		this.server = HttpServer.create()
			.port(0)
			.handle((request,
					response) -> request.receive().aggregate().asString().defaultIfEmpty("nothing").flatMap((body) -> {
						this.happened.add(request.method() + " " + body);
						boolean old = "Bearer old".equals(request.requestHeaders().get("Authorization"));
						return (old ? response.status(401) : response).sendString(Mono.just("{}")).then();
					}))
			.bindNow();
		this.base = URI.create("http://127.0.0.1:" + this.server.port());
		this.http = AtsHttp
			.create(new ConnectorContext(Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC),
					new Waiting(), Set.of(this.base), Map.of()), List.of());
	}

	@AfterEach
	void stop() {
		this.server.disposeNow();
	}

	@Test
	@DisplayName("after the wait for the budget and for credentials")
	void last() {
		this.http.send(connection(asked()), write("POST").json(Map.of("a", 1)).rate(RULE)).block();
		assertThat(this.happened).containsExactly("budget", "credentials", "asked", "POST {\"a\":1}");
	}

	@Test
	@DisplayName("and sends nothing when it may not; the refusal comes out as it is")
	void refused() {
		IllegalStateException refusal = new IllegalStateException("somebody else has it");
		assertThatThrownBy(() -> this.http
			.send(connection(() -> Mono.error(refusal)), write("POST").json(Map.of("a", 1)).rate(RULE))
			.block()).isSameAs(refusal);
		this.http.send(connection(asked()), write("DELETE")).block();
		assertThat(this.happened).containsExactly("budget", "credentials", "credentials", "asked", "DELETE nothing");
	}

	@Test
	@DisplayName("once more when it is sent once more with new credentials")
	void again() {
		this.http.send(connection(asked()), write("PUT").json(Map.of()).as(Authorizer.bearer("token"))).block();
		assertThat(this.happened).containsExactly("credentials", "asked", "PUT {}", "asked", "PUT {}");
	}

	@Test
	@DisplayName("and a read does not")
	void reads() {
		this.http.send(connection(asked()), HttpCall.get(this.base, "x")).block();
		this.http.send(connection(asked()), HttpCall.readByPost(this.base, "x").form(Map.of("a", "b"))).block();
		assertThat(this.happened).containsExactly("GET nothing", "POST a=b");
	}

	private HttpCall write(String method) {
		HttpCall call = HttpCall.write(method, this.base, "x");
		return call.as(new Authorizer() {

			@Override
			public Mono<Authorization> current(Connection connection) {
				return Mono.fromSupplier(() -> {
					SendPermitTest.this.happened.add("credentials");
					return new Authorization(new Credentials(Map.of(), null, 1), Map.of());
				});
			}

			@Override
			public Mono<Authorization> renewed(Connection connection, Authorization refused) {
				return current(connection);
			}

		});
	}

	private SendPermit asked() {
		return () -> Mono.fromRunnable(() -> this.happened.add("asked"));
	}

	private Connection connection(SendPermit permit) {
		return new Connection("o", "i", Map.of(), new CredentialSource() {

			@Override
			public Mono<Credentials> current() {
				return Mono.fromSupplier(() -> {
					SendPermitTest.this.happened.add("credentials");
					return new Credentials(Map.of("token", Secret.of("old")), null, 1);
				});
			}

			@Override
			public Mono<Credentials> renewed(Credentials refused) {
				return Mono.just(new Credentials(Map.of("token", Secret.of("new")), null, 2));
			}

		}, Priority.WRITE).with(permit);
	}

	/** A budget that lets a little time pass. */
	private final class Waiting implements RateBudget {

		@Override
		public Mono<Void> acquire(Connection connection, RateRule rule) {
			return Mono.delay(Duration.ofMillis(20)).doOnNext((_) -> SendPermitTest.this.happened.add("budget")).then();
		}

		@Override
		public Mono<Void> observed(Connection connection, RateRule rule, RateObservation observation) {
			return Mono.empty();
		}

	}

}
