package io.claraconnect.ats.http;

import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsException.Category;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.ConnectorContext;
import io.claraconnect.ats.api.CredentialSource;
import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.Priority;
import io.claraconnect.ats.api.RateBudget;
import io.claraconnect.ats.api.RateRule;
import io.claraconnect.ats.api.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRoutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class AtsHttpTest {

	private static final RateRule RULE = new RateRule("api", 1000, Duration.ofSeconds(1));

	private final AtomicInteger hits = new AtomicInteger();

	private final List<String> seenAuthorization = new CopyOnWriteArrayList<>();

	private DisposableServer server;

	private DisposableServer otherServer;

	private URI base;

	private AtsHttp http;

	@BeforeEach
	void start() {
		this.otherServer = HttpServer.create().port(0).route((routes) -> routes.get("/file", (request, response) -> {
			this.seenAuthorization.add(String.valueOf(request.requestHeaders().get("Authorization")));
			return response.header("Content-Type", "application/pdf").sendString(Mono.just("bytes"));
		})).bindNow();
		this.server = HttpServer.create().port(0).route(this::routes).bindNow();
		this.base = URI.create("http://127.0.0.1:" + this.server.port());
		URI other = URI.create("http://127.0.0.1:" + this.otherServer.port());
		this.http = AtsHttp.create(context(Set.of(this.base, other)), List.of());
	}

	@AfterEach
	void stop() {
		this.server.disposeNow();
		this.otherServer.disposeNow();
	}

	private void routes(HttpServerRoutes routes) {
		routes.get("/flaky", (request, response) -> (this.hits.incrementAndGet() < 3) ? response.status(503).send()
				: response.sendString(Mono.just("{\"ok\":true}")));
		routes.get("/failing", (request, response) -> {
			this.hits.incrementAndGet();
			return response.status(503).send();
		});
		routes.post("/write", (request, response) -> {
			this.hits.incrementAndGet();
			return response.status(500).send();
		});
		routes.post("/written-badly", (request, response) -> response.sendString(Mono.just("<html>")));
		routes.get("/drip",
				(request, response) -> response.sendString(Flux.interval(Duration.ofMillis(50)).map((tick) -> " ")));
		routes.get("/large",
				(request, response) -> response.sendString(Flux.range(0, 200).map((part) -> "x".repeat(1024))));
		routes.get("/renew", (request, response) -> {
			String sent = request.requestHeaders().get("Authorization");
			this.seenAuthorization.add(sent);
			return "Bearer new".equals(sent) ? response.sendString(Mono.just("{}")) : response.status(401).send();
		});
		routes.get("/moved",
				(request, response) -> response.status(302)
					.header("Location", "http://127.0.0.1:" + this.otherServer.port() + "/file")
					.send());
		routes.get("/moved-inside",
				(request, response) -> response.status(302).header("Location", "http://169.254.169.254/latest").send());
		routes.get("/circle", (request, response) -> {
			this.hits.incrementAndGet();
			return response.status(302).header("Location", "/circle").send();
		});
		routes.get("/pages", (request, response) -> {
			String page = request.uri().replaceAll(".*page=", "");
			return switch (page) {
				case "1" -> response.header("Link", "</pages?page=2>; rel=\"next\", </pages?page=9>; rel=\"last\"")
					.sendString(Mono.just("[1,2]"));
				case "2" -> response.sendString(Mono.just("[3]"));
				case "loop" -> response.header("Link", "</pages?page=loop>; rel=\"next\"").sendString(Mono.just("[1]"));
				default ->
					response.header("Link", "<http://evil.example/pages>; rel=\"next\"").sendString(Mono.just("[1]"));
			};
		});
		routes.get("/tokens", (request, response) -> response.sendString(Mono.just(request.uri().contains("offset=b%2B")
				? "{\"data\":[2],\"hasNext\":false}" : "{\"data\":[1],\"hasNext\":true,\"next\":\"b+\"}")));
		routes.get("/jsonapi", (request, response) -> response.sendString(Mono.just(request.uri().contains("after")
				? "{\"data\":[2],\"links\":{}}"
				: "{\"data\":[1],\"links\":{\"next\":\"/jsonapi?page[after]=x\"}}".replace("[after]", "%5Bafter%5D"))));
	}

	@Test
	void triesAReadAgainThatTheVendorFailed() {
		assertThat(this.http.json(connection(), get("flaky")).block().isTrue("ok")).isTrue();
		assertThat(this.hits).hasValue(3);
	}

	@Test
	void givesAReadUpAfterTwoMoreTries() {
		assertThat(failure(this.http.json(connection(), get("failing"))).category()).isEqualTo(Category.UNAVAILABLE);
		assertThat(this.hits).hasValue(3);
	}

	@Test
	@Tag("4.41")
	void neverRepeatsAWrite() {
		HttpCall write = HttpCall.write("POST", this.base, "write").json(Map.of("a", 1)).rate(RULE);
		assertThat(failure(this.http.send(connection(), write)).category()).isEqualTo(Category.OUTCOME_UNKNOWN);
		assertThat(this.hits).hasValue(1);
	}

	@Test
	void doesNotKnowWhatBecameOfAWriteWhoseAnswerCannotBeRead() {
		HttpCall write = HttpCall.write("POST", this.base, "written-badly").json(Map.of());
		assertThat(failure(this.http.json(connection(), write)).category()).isEqualTo(Category.OUTCOME_UNKNOWN);
	}

	@Test
	void knowsThatAWriteThatFoundNobodyChangedNothing() {
		this.server.disposeNow();
		HttpCall write = HttpCall.write("POST", this.base, "write");
		assertThat(failure(this.http.send(connection(), write)).category()).isEqualTo(Category.UNAVAILABLE);
	}

	@Test
	void cutsAnAnswerThatDripsInForEver() {
		HttpCall call = HttpCall.write("GET", this.base, "drip").timeout(Duration.ofMillis(400));
		assertThat(failure(this.http.send(connection(), call)).code()).isEqualTo("timeout");
	}

	@Test
	void stopsReadingAtTheLimit() {
		assertThat(failure(this.http.send(connection(), get("large").maxBytes(10_000))).code())
			.isEqualTo("answer_too_large");
		assertThat(this.http.send(connection(), get("large").maxBytes(300_000)).block().body()).hasSize(200 * 1024);
	}

	@Test
	void renewsCredentialsOnceAndTriesAgain() {
		assertThat(this.http.json(connection(), get("renew").as(Authorizer.bearer("token"))).block()).isNotNull();
		assertThat(this.seenAuthorization).containsExactly("Bearer old", "Bearer new");
	}

	@Test
	void followsRedirectsOnlyWhereAskedAndLeavesCredentialsBehind() {
		HttpCall call = get("moved").as(Authorizer.bearer("token"));
		assertThat(failure(this.http.send(connection(), call)).code()).isEqualTo("http_302");
		assertThat(this.http.download(connection(), call.redirects(3)).block().contentType())
			.isEqualTo("application/pdf");
		assertThat(this.seenAuthorization).containsExactly("null");
	}

	@Test
	void checksEveryHopOfARedirect() {
		assertThat(failure(this.http.send(connection(), get("moved-inside").redirects(3))).code())
			.isEqualTo("address_not_allowed");
		assertThat(failure(this.http.send(connection(), get("circle").redirects(3))).code()).isEqualTo("http_302");
		assertThat(this.hits).hasValue(4);
	}

	@Test
	void doesNotConnectToANameThatResolvesInside() throws Exception {
		AtomicInteger lookups = new AtomicInteger();
		InetAddress outside = InetAddress.getByName("93.184.215.14");
		InetAddress inside = InetAddress.getByName("127.0.0.1");
		AtsHttp guarded = AtsHttp.create(context(Set.of()), List.of("api.ats.example"), (host) -> {
			lookups.incrementAndGet();
			return new InetAddress[] { outside, inside };
		});
		AtsException failure = failure(
				guarded.send(connection(), HttpCall.get(URI.create("https://api.ats.example"), "x")));
		assertThat(failure.code()).isEqualTo("address_not_allowed");
		assertThat(lookups).hasValue(1);
	}

	@Test
	void pagesByLinkTokenAndJsonApi() {
		assertThat(texts(get("pages").query("page", "1"), Paging.linkHeader())).containsExactly("1", "2", "3");
		Paging byToken = Paging.token("offset", (page) -> page.text("next"));
		assertThat(
				this.http.elements(connection(), get("tokens"), byToken, (page) -> page.list("data")).count().block())
			.isEqualTo(2);
		assertThat(this.http.elements(connection(), get("jsonapi"), Paging.jsonApi(), (page) -> page.list("data"))
			.count()
			.block()).isEqualTo(2);
	}

	@Test
	void doesNotPageInCirclesOrElsewhere() {
		assertThat(
				failure(this.http.pages(connection(), get("pages").query("page", "loop"), Paging.linkHeader())).code())
			.isEqualTo("paging_loop");
		assertThat(failure(this.http.pages(connection(), get("pages").query("page", "x"), Paging.linkHeader())).code())
			.isEqualTo("paging_leaves_origin");
	}

	@Test
	void encodesWhatGoesIntoAPath() {
		assertThat(HttpCall.get(this.base, "a/b?c", "ü").query("q", "x y&z").uri().getRawPath())
			.isEqualTo("/a%2Fb%3Fc/%C3%BC");
		assertThat(HttpCall.get(this.base, "a").query("q", "x y&z").uri().getRawQuery()).isEqualTo("q=x%20y%26z");
	}

	private List<String> texts(HttpCall first, Paging paging) {
		return this.http.elements(connection(), first, paging, (page) -> page.list())
			.map((element) -> element.text().orElseThrow())
			.collectList()
			.block();
	}

	private HttpCall get(String path) {
		return HttpCall.get(this.base, path).rate(RULE);
	}

	private static AtsException failure(Publisher<?> call) {
		AtsException failure = catchThrowableOfType(AtsException.class,
				() -> Flux.from(call).blockLast(Duration.ofSeconds(20)));
		assertThat(failure).isNotNull();
		return failure;
	}

	private static ConnectorContext context(Set<URI> origins) {
		Clock clock = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
		RateBudget budget = new LocalRateBudget(clock);
		return new ConnectorContext(clock, budget, origins, Map.of());
	}

	private static Connection connection() {
		return new Connection("o", "i", Map.of(), new CredentialSource() {

			@Override
			public Mono<Credentials> current() {
				return Mono.just(new Credentials(Map.of("token", Secret.of("old")), null, 1));
			}

			@Override
			public Mono<Credentials> renewed(Credentials refused) {
				return Mono.just(new Credentials(Map.of("token", Secret.of("new")), null, 2));
			}

		}, Priority.LIVE);
	}

}
