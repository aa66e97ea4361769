package io.claraconnect.ats.teamtailor;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsException.Category;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.DocumentContent;
import io.claraconnect.ats.api.RateRule;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.http.AtsHttp;
import io.claraconnect.ats.http.Authorizer;
import io.claraconnect.ats.http.HttpAnswer;
import io.claraconnect.ats.http.HttpCall;
import io.claraconnect.ats.http.JsonBody;
import io.claraconnect.ats.http.Paging;
import io.claraconnect.ats.teamtailor.TeamtailorJson.Document;
import io.claraconnect.ats.teamtailor.TeamtailorJson.Page;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Teamtailor's endpoints for one connection. Pages are never numbered here: only
 * {@code links.next} is followed. Checked 2026-11-21 against
 * <a href="https://docs.teamtailor.com">docs.teamtailor.com</a>, version 20240904.
 */
final class TeamtailorClient {

	/** 50 requests in 10 seconds, shared by every integration of the account. */
	static final RateRule RATE = new RateRule("api", 50, Duration.ofSeconds(10));

	private static final String VERSION = "20240904";

	private static final String MEDIA_TYPE = "application/vnd.api+json";

	private static final String LARGEST_PAGE = "30";

	private static final Authorizer AUTHORIZER = Authorizer.of(TeamtailorClient::headers);

	private final AtsHttp http;

	private final AtsHttp documents;

	private final Connection connection;

	private final URI api;

	/**
	 * @param http calls the API and nothing else
	 * @param documents fetches from where signed links lead
	 */
	TeamtailorClient(AtsHttp http, AtsHttp documents, Connection connection) {
		this.http = http;
		this.documents = documents;
		this.connection = connection;
		this.api = TeamtailorHosts.api(connection);
	}

	Mono<Document> company() {
		return document(get("company").query("include", "manager"));
	}

	/** Without the status filter Teamtailor lists published jobs only. */
	Flux<Document> jobs() {
		return pages(get("jobs").query("filter[status]", "all"));
	}

	Mono<Document> job(String id) {
		return document(get("jobs", id));
	}

	Flux<Document> stages(String jobId) {
		return pages(get("jobs", jobId, "stages"));
	}

	Mono<Document> application(String id) {
		return document(get("job-applications", id).query("include", "candidate,job,stage,reject-reason"));
	}

	Mono<Document> candidate(String id) {
		return document(get("candidates", id));
	}

	Flux<Document> applicationsOfCandidate(String candidateId) {
		return pages(get("candidates", candidateId, "job-applications").query("include", "job,stage,reject-reason"));
	}

	/** By a filter that Teamtailor honours and does not document. */
	Flux<Document> applicationsOfJob(String jobId, String timeFilter, @Nullable Instant since) {
		HttpCall call = get("job-applications").query("filter[job]", jobId).query("include", "candidate,job");
		return pages((since != null) ? call.query("filter[" + timeFilter + "][from]", since.toString()) : call);
	}

	Flux<Document> applicationsOfStage(String stageId) {
		return pages(get("stages", stageId, "job-applications").query("include", "candidate,job"));
	}

	Flux<Document> answers(String candidateId) {
		return pages(get("candidates", candidateId, "answers").query("include", "question"));
	}

	Flux<Document> users() {
		return pages(get("users"));
	}

	/**
	 * @param candidateId asks for that person's notes only, or null for all
	 */
	Flux<Page> notes(@Nullable String candidateId) {
		HttpCall call = get("notes").query("include", "candidate");
		return pagesOf((candidateId != null) ? call.query("filter[candidate]", candidateId) : call);
	}

	Mono<String> addNote(String candidateId, String userId, String text, boolean isPrivate) {
		HttpCall call = write("POST", "notes")
			.json(TeamtailorJson.write("notes", "", Map.of("note", text, "private-note", isPrivate), Map.of("candidate",
					TeamtailorJson.link("candidates", candidateId), "user", TeamtailorJson.link("users", userId))));
		return paced(this.http.json(this.connection, call)).flatMap((answer) -> answer.text("data", "id")
			.map(Mono::just)
			.orElseGet(() -> Mono.error(() -> new AtsException(Category.OUTCOME_UNKNOWN, "note_id_missing"))));
	}

	Mono<Void> editNote(String noteId, String text) {
		return send(write("PATCH", "notes", noteId)
			.json(TeamtailorJson.write("notes", noteId, Map.of("note", text), Map.of()))).then();
	}

	Mono<Void> deleteNote(String noteId) {
		return send(write("DELETE", "notes", noteId)).then();
	}

	/**
	 * Replaces the whole list; gives the list as it stands then, where the answer says.
	 */
	Mono<Optional<List<String>>> replaceTags(String candidateId, List<String> tags) {
		HttpCall call = write("PATCH", "candidates", candidateId)
			.json(TeamtailorJson.write("candidates", candidateId, Map.of("tags", tags), Map.of()));
		return send(call)
			.map((answer) -> (answer.body().length == 0) ? Optional.<List<String>>empty() : tagsOf(answer));
	}

	Mono<Void> changeApplication(String id, Map<String, Object> attributes,
			Map<String, Map<String, Object>> relationships) {
		return send(write("PATCH", "job-applications", id)
			.json(TeamtailorJson.write("job-applications", id, attributes, relationships))).then();
	}

	/** From a signed link that dies within seconds; no credentials go there. */
	Mono<DocumentContent> download(String link) {
		return Mono.defer(() -> {
			HttpCall call = HttpCall.get(URI.create(link))
				.header("Accept", "*/*")
				.redirects(3)
				.timeout(Duration.ofSeconds(30))
				.maxBytes(HttpCall.MAX_DOCUMENT)
				.refusal(TeamtailorClient::deadLink);
			return this.documents.download(this.connection, call);
		}).onErrorMap(IllegalArgumentException.class, (_) -> AtsException.malformed("document_link"));
	}

	/** Whether a list can be read at all. */
	Mono<Void> probe(String... segments) {
		HttpCall call = get(segments).query("page[size]", "1");
		return paced(this.http.json(this.connection, call)).then();
	}

	/** The company, asked for without waiting for newer credentials after a refusal. */
	Mono<Document> companyOnce() {
		HttpCall call = get("company").as(new TeamtailorOnce(AUTHORIZER));
		return paced(this.http.json(this.connection, call)).map(TeamtailorJson::document);
	}

	private static Map<String, Secret> headers(Credentials credentials) {
		return Map.of("Authorization",
				Secret.of("Token token=" + credentials.require(TeamtailorDescriptor.API_KEY).reveal()));
	}

	private HttpCall get(String... segments) {
		return HttpCall.get(this.api, segments)
			.header("X-Api-Version", VERSION)
			.header("Accept", MEDIA_TYPE)
			.rate(RATE)
			.as(AUTHORIZER);
	}

	private HttpCall write(String method, String... segments) {
		return HttpCall.write(method, this.api, segments)
			.header("X-Api-Version", VERSION)
			.header("Accept", MEDIA_TYPE)
			.header("Content-Type", MEDIA_TYPE)
			.rate(RATE)
			.as(AUTHORIZER);
	}

	private Mono<Document> document(HttpCall call) {
		return paced(this.http.json(this.connection, call)).map(TeamtailorJson::document);
	}

	private Flux<Document> pages(HttpCall call) {
		return pagesOf(call).concatMapIterable(Page::documents, 1);
	}

	private Flux<Page> pagesOf(HttpCall call) {
		HttpCall first = call.query("page[size]", LARGEST_PAGE);
		return this.http.pages(this.connection, first, Paging.jsonApi())
			.map(TeamtailorJson::page)
			.onErrorMap(AtsException.class, TeamtailorClient::withTime);
	}

	private Mono<HttpAnswer> send(HttpCall call) {
		return paced(this.http.send(this.connection, call));
	}

	private static Optional<List<String>> tagsOf(HttpAnswer answer) {
		try {
			JsonBody tags = answer.json().at("data", "attributes", "tags");
			return tags.isArray() ? Optional.of(TeamtailorMapping.texts(tags)) : Optional.empty();
		}
		catch (AtsException _) {
			return Optional.empty();
		}
	}

	private static Optional<AtsException> deadLink(int status, JsonBody body) {
		return (status == 403) ? Optional.of(new AtsException(Category.UNAVAILABLE, "document_link_dead"))
				: Optional.empty();
	}

	private static <T> Mono<T> paced(Mono<T> answer) {
		return answer.onErrorMap(AtsException.class, TeamtailorClient::withTime);
	}

	/** Without a time of Teamtailor's own the whole window is waited for. */
	private static AtsException withTime(AtsException failure) {
		boolean timeless = failure.category() == Category.RATE_LIMITED && failure.retryAfter().isEmpty();
		return timeless ? new AtsException(Category.RATE_LIMITED, failure.code(), RATE.window(), null) : failure;
	}

}
