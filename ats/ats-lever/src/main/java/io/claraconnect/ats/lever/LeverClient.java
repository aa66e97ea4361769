package io.claraconnect.ats.lever;

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
import io.claraconnect.ats.lever.LeverJson.Candidacy;
import io.claraconnect.ats.lever.LeverJson.FormEntry;
import io.claraconnect.ats.lever.LeverJson.Opportunity;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Lever's endpoints for one connection. Checked 2026-11-21 against the
 * <a href="https://hire.lever.co/developer/documentation">documentation</a>.
 */
final class LeverClient {

	/** Ten requests a second per account grant, with bursts that we do not use. */
	static final RateRule RATE = new RateRule("api", 10, Duration.ofSeconds(1));

	/** Lever answers 429 without a time; its bucket refills within a second or two. */
	static final Duration AFTER_429 = Duration.ofSeconds(2);

	private static final Authorizer AUTHORIZER = Authorizer.of(LeverClient::headers);

	/**
	 * The token is percent-encoded text that goes back encoded once more; the call
	 * encodes every value.
	 */
	private static final Paging PAGING = Paging.token("offset",
			(page) -> page.isTrue("hasNext") ? page.text("next") : Optional.empty());

	private final AtsHttp http;

	private final Connection connection;

	private final LeverHosts hosts;

	LeverClient(AtsHttp http, Connection connection) {
		this.http = http;
		this.connection = connection;
		this.hosts = LeverHosts.of(connection);
	}

	Flux<LeverJson.Posting> postings(Map<String, String> filters) {
		return list(with(get("postings"), filters), LeverJson.Posting.class);
	}

	Mono<LeverJson.Posting> posting(String id) {
		return one(get("postings", id), LeverJson.Posting.class);
	}

	Flux<LeverJson.Stage> stages() {
		return list(get("stages"), LeverJson.Stage.class);
	}

	Mono<LeverJson.ArchiveReason> archiveReason(String id) {
		return one(get("archive_reasons", id), LeverJson.ArchiveReason.class);
	}

	Flux<LeverJson.User> users() {
		return list(get("users"), LeverJson.User.class);
	}

	Mono<LeverJson.User> user(String id) {
		return one(get("users", id), LeverJson.User.class);
	}

	Mono<Candidacy> opportunity(String id) {
		return json(expanded(get("opportunities", id))).map((answer) -> candidacy(answer.at("data")));
	}

	/** Sorted by stage and last move, so what moves during the walk may be missed. */
	Flux<Candidacy> opportunities(Map<String, String> filters, @Nullable Instant updatedSince) {
		HttpCall call = with(expanded(get("opportunities")), filters);
		HttpCall filtered = (updatedSince != null)
				? call.query("updated_at_start", Long.toString(updatedSince.toEpochMilli())) : call;
		return pages(filtered).map(LeverClient::candidacy);
	}

	Flux<LeverJson.Resume> resumes(String opportunityId) {
		return list(get("opportunities", opportunityId, "resumes"), LeverJson.Resume.class);
	}

	Mono<DocumentContent> download(String path) {
		HttpCall call = get(path.split("/", -1)).header("Accept", "*/*").maxBytes(HttpCall.MAX_DOCUMENT);
		return paced(this.http.download(this.connection, call.timeout(Duration.ofSeconds(30))));
	}

	Flux<LeverJson.Note> notes(String opportunityId) {
		return list(get("opportunities", opportunityId, "notes"), LeverJson.Note.class);
	}

	Mono<LeverJson.NoteAnswer> addNote(String opportunityId, String text) {
		HttpCall call = write("POST", "opportunities", opportunityId, "notes")
			.json(new LeverJson.NewNote(LeverText.withoutMentions(text), privateNotes()));
		return written(call, LeverJson.NoteAnswer.class);
	}

	Mono<Void> replaceNote(String opportunityId, String noteId, String text) {
		HttpCall call = write("PUT", "opportunities", opportunityId, "notes", noteId);
		LeverJson.NoteValue value = new LeverJson.NoteValue(LeverText.withoutMentions(text));
		return send(call.json(new LeverJson.NoteEdit(List.of(value), privateNotes()))).then();
	}

	/**
	 * A secret note is shown to users with the privilege for sensitive information only.
	 */
	private boolean privateNotes() {
		return this.connection.setting(LeverDescriptor.NOTE_VISIBILITY)
			.filter((visibility) -> visibility.strip().equalsIgnoreCase("team"))
			.isEmpty();
	}

	Mono<Void> deleteNote(String opportunityId, String noteId) {
		return send(write("DELETE", "opportunities", opportunityId, "notes", noteId)).then();
	}

	/** The answer comes without the person's data, so it is not read. */
	Mono<Void> changeTags(String opportunityId, String operation, String tag) {
		HttpCall call = write("POST", "opportunities", opportunityId, operation);
		return send(call.json(Map.of("tags", List.of(tag)))).then();
	}

	Mono<Void> moveTo(String opportunityId, String stageId) {
		HttpCall call = write("PUT", "opportunities", opportunityId, "stage");
		return send(call.json(Map.of("stage", stageId))).then();
	}

	Mono<Void> archive(String opportunityId, String reasonId, String performAs) {
		HttpCall call = write("PUT", "opportunities", opportunityId, "archived").query("perform_as", performAs);
		return send(call.json(Map.of("reason", reasonId, "cleanInterviews", false))).then();
	}

	/** Without paging and without tokens. */
	Flux<LeverJson.Webhook> webhooks() {
		return list(get("webhooks"), LeverJson.Webhook.class);
	}

	Mono<LeverJson.Webhook> createWebhook(String url, String event) {
		HttpCall call = write("POST", "webhooks").json(Map.of("url", url, "event", event));
		return written(call, LeverJson.Webhook.class);
	}

	Mono<Void> deleteWebhook(String id) {
		return send(write("DELETE", "webhooks", id)).then();
	}

	/** Whether a list can be read at all; its first element's id, or empty text. */
	Mono<String> probe(String... segments) {
		return json(get(segments).query("limit", "1"))
			.map((page) -> elements(page).stream().findFirst().flatMap((first) -> first.text("id")).orElse(""));
	}

	static Candidacy candidacy(JsonBody data) {
		FormEntry entry = data.list("applications")
			.stream()
			.filter(JsonBody::isObject)
			.findFirst()
			.map((application) -> application.as(FormEntry.class))
			.orElse(null);
		return new Candidacy(record(data, Opportunity.class), entry);
	}

	private static Map<String, Secret> headers(Credentials credentials) {
		Secret apiKey = credentials.values().get(LeverDescriptor.API_KEY);
		return (apiKey != null && !apiKey.isEmpty()) ? Authorizer.basicHeader(apiKey.reveal(), "")
				: Authorizer.bearerHeader(credentials.require(LeverConsent.ACCESS_TOKEN));
	}

	private HttpCall get(String... segments) {
		return HttpCall.get(this.hosts.api(), segments).rate(RATE).as(AUTHORIZER);
	}

	private HttpCall write(String method, String... segments) {
		return HttpCall.write(method, this.hosts.api(), segments).rate(RATE).as(AUTHORIZER);
	}

	private static HttpCall expanded(HttpCall call) {
		return call.query("expand", "applications").query("expand", "stage");
	}

	private static HttpCall with(HttpCall call, Map<String, String> filters) {
		HttpCall filtered = call;
		for (Map.Entry<String, String> filter : filters.entrySet()) {
			filtered = filtered.query(filter.getKey(), filter.getValue());
		}
		return filtered;
	}

	/** Everything of Lever that is read has an id. */
	private static <T> T record(JsonBody data, Class<T> type) {
		data.requireText("id");
		return data.as(type);
	}

	private <T> Flux<T> list(HttpCall call, Class<T> type) {
		return pages(call).map((element) -> record(element, type));
	}

	private <T> Mono<T> one(HttpCall call, Class<T> type) {
		return json(call).map((answer) -> record(answer.at("data"), type));
	}

	/** Some lists of the documentation come without an envelope. */
	private static List<JsonBody> elements(JsonBody page) {
		return page.isArray() ? page.list() : page.list("data");
	}

	private Flux<JsonBody> pages(HttpCall call) {
		return this.http.elements(this.connection, call, PAGING, LeverClient::elements)
			.onErrorMap(AtsException.class, LeverClient::withTime);
	}

	private Mono<JsonBody> json(HttpCall call) {
		return paced(this.http.json(this.connection, call));
	}

	private Mono<HttpAnswer> send(HttpCall call) {
		return paced(this.http.send(this.connection, call));
	}

	/** A done write whose answer is not readable has an unknown outcome. */
	private <T> Mono<T> written(HttpCall call, Class<T> type) {
		return json(call).map((answer) -> {
			JsonBody data = answer.at("data");
			if (!data.isObject()) {
				throw AtsException.malformed("missing_data");
			}
			return data.as(type);
		})
			.onErrorMap(AtsException.class, (failure) -> (failure.category() == Category.MALFORMED)
					? new AtsException(Category.OUTCOME_UNKNOWN, failure.code()) : failure);
	}

	private static <T> Mono<T> paced(Mono<T> answer) {
		return answer.onErrorMap(AtsException.class, LeverClient::withTime);
	}

	private static AtsException withTime(AtsException failure) {
		boolean timeless = failure.category() == Category.RATE_LIMITED && failure.retryAfter().isEmpty();
		return timeless ? new AtsException(Category.RATE_LIMITED, failure.code(), AFTER_429, null) : failure;
	}

}
