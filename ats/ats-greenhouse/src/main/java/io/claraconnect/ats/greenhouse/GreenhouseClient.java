package io.claraconnect.ats.greenhouse;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.DocumentContent;
import io.claraconnect.ats.api.RateRule;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.greenhouse.GreenhouseJson.AppliedTagJson;
import io.claraconnect.ats.greenhouse.GreenhouseJson.ApplicationJson;
import io.claraconnect.ats.greenhouse.GreenhouseJson.ApplicationStageJson;
import io.claraconnect.ats.greenhouse.GreenhouseJson.AttachmentJson;
import io.claraconnect.ats.greenhouse.GreenhouseJson.CandidateJson;
import io.claraconnect.ats.greenhouse.GreenhouseJson.JobJson;
import io.claraconnect.ats.greenhouse.GreenhouseJson.JobPostJson;
import io.claraconnect.ats.greenhouse.GreenhouseJson.NoteJson;
import io.claraconnect.ats.greenhouse.GreenhouseJson.RejectionJson;
import io.claraconnect.ats.greenhouse.GreenhouseJson.StageJson;
import io.claraconnect.ats.greenhouse.GreenhouseJson.TagJson;
import io.claraconnect.ats.greenhouse.GreenhouseJson.UserJson;
import io.claraconnect.ats.http.AtsHttp;
import io.claraconnect.ats.http.Authorizer;
import io.claraconnect.ats.http.BaseUrl;
import io.claraconnect.ats.http.HttpCall;
import io.claraconnect.ats.http.JsonBody;
import io.claraconnect.ats.http.Paging;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The endpoints of Harvest v3. Lists are the only reads there are: one record is a list
 * filtered by id.
 */
final class GreenhouseClient {

	/**
	 * 30-second windows; 150 is what accounts with own credentials were given (recorded
	 * 2026-05-11), and the headers lower it where it is less.
	 */
	static final RateRule API = new RateRule("api", 150, Duration.ofSeconds(30));

	/** Most ids that one filter takes. */
	static final int MOST_IDS = 50;

	private static final URI VENDOR = URI.create("https://harvest.greenhouse.io");

	private static final String MOST_PER_PAGE = "500";

	/** Where records are long: a page must stay below the size limit. */
	private static final String FEW_PER_PAGE = "100";

	private final AtsHttp http;

	private final AtsHttp documents;

	private final GreenhouseTokens tokens;

	GreenhouseClient(AtsHttp http, AtsHttp documents, GreenhouseTokens tokens) {
		this.http = http;
		this.documents = documents;
		this.tokens = tokens;
	}

	Flux<JobJson> jobs(Connection connection) {
		return list(connection, get(connection, "jobs", MOST_PER_PAGE), JobJson.class);
	}

	Mono<JobJson> job(Connection connection, String id) {
		return one(connection, "jobs", id, JobJson.class);
	}

	/** The posts of some jobs without their texts. */
	Flux<JobPostJson> jobPostsInShort(Connection connection, Collection<String> jobIds) {
		return list(connection, get(connection, "job_posts", MOST_PER_PAGE).query("job_ids", joined(jobIds))
			.query("fields", "id,job_id,active,live,internal"), JobPostJson.class);
	}

	Flux<JobPostJson> jobPosts(Connection connection, String jobId) {
		return list(connection, get(connection, "job_posts", FEW_PER_PAGE).query("job_ids", jobId), JobPostJson.class);
	}

	Flux<StageJson> stages(Connection connection, Collection<String> jobIds) {
		return list(connection, get(connection, "job_interview_stages", MOST_PER_PAGE).query("job_ids", joined(jobIds)),
				StageJson.class);
	}

	Mono<ApplicationJson> application(Connection connection, String id) {
		return one(connection, "applications", id, ApplicationJson.class);
	}

	Flux<ApplicationJson> applications(Connection connection, Map<String, String> filters) {
		HttpCall call = get(connection, "applications", FEW_PER_PAGE);
		for (Map.Entry<String, String> filter : filters.entrySet()) {
			call = call.query(filter.getKey(), filter.getValue());
		}
		return list(connection, call, ApplicationJson.class);
	}

	Flux<ApplicationStageJson> currentStage(Connection connection, String applicationId) {
		return list(connection,
				get(connection, "application_stages", MOST_PER_PAGE).query("application_ids", applicationId)
					.query("current", "true"),
				ApplicationStageJson.class);
	}

	Mono<CandidateJson> candidate(Connection connection, String id) {
		return one(connection, "candidates", id, CandidateJson.class);
	}

	Flux<AttachmentJson> attachments(Connection connection, String applicationId) {
		return list(connection, get(connection, "attachments", MOST_PER_PAGE).query("application_ids", applicationId),
				AttachmentJson.class);
	}

	Flux<RejectionJson> rejection(Connection connection, String applicationId) {
		return list(connection,
				get(connection, "rejection_details", MOST_PER_PAGE).query("application_ids", applicationId),
				RejectionJson.class);
	}

	Flux<UserJson> users(Connection connection) {
		return list(connection, get(connection, "users", MOST_PER_PAGE).query("deactivated", "false"), UserJson.class);
	}

	Flux<NoteJson> notes(Connection connection, String applicationId) {
		return list(connection, get(connection, "notes", FEW_PER_PAGE).query("application_ids", applicationId),
				NoteJson.class);
	}

	Flux<TagJson> tags(Connection connection) {
		return list(connection, get(connection, "candidate_tags", MOST_PER_PAGE), TagJson.class);
	}

	Flux<AppliedTagJson> appliedTags(Connection connection, String candidateId) {
		return list(connection,
				get(connection, "applied_candidate_tags", MOST_PER_PAGE).query("candidate_ids", candidateId),
				AppliedTagJson.class);
	}

	Mono<JsonBody> createNote(Connection connection, Map<String, Object> note) {
		return this.http.json(connection, write(connection, "POST", "notes").json(note));
	}

	Mono<JsonBody> createTag(Connection connection, String name) {
		return this.http.json(connection, write(connection, "POST", "candidate_tags").json(Map.of("name", name)));
	}

	Mono<Void> applyTag(Connection connection, long candidateId, long tagId) {
		return this.http
			.send(connection,
					write(connection, "POST", "applied_candidate_tags")
						.json(Map.of("candidate_id", candidateId, "candidate_tag_id", tagId)))
			.then();
	}

	Mono<Void> unapplyTag(Connection connection, long rowId) {
		return this.http.send(connection, write(connection, "DELETE", "applied_candidate_tags", Long.toString(rowId)))
			.then();
	}

	Mono<Void> move(Connection connection, String applicationId, Map<String, Object> move) {
		return this.http.send(connection, write(connection, "POST", "applications", applicationId, "move").json(move))
			.then();
	}

	Mono<Void> reject(Connection connection, String applicationId, String actingUserId, Map<String, Object> reject) {
		return this.http
			.send(connection,
					write(connection, "POST", "applications", applicationId, "reject").json(reject)
						.as(this.tokens.actingAs(actingUserId)))
			.then();
	}

	/** One element of a list, to see whether it may be read. */
	Mono<Void> probe(Connection connection, String resource) {
		HttpCall call = HttpCall.get(base(connection), "v3", resource)
			.query("per_page", "1")
			.rate(API)
			.as(this.tokens.usual());
		return this.http.json(connection, call).then();
	}

	/**
	 * The bytes behind a signed link. Needs no credentials; a link that died is answered
	 * 403 by the storage.
	 */
	Mono<DocumentContent> download(Connection connection, Secret link) {
		return Mono.defer(() -> {
			HttpCall call = HttpCall.get(URI.create(link.reveal()))
				.header("Accept", "*/*")
				.maxBytes(HttpCall.MAX_DOCUMENT)
				.timeout(Duration.ofSeconds(30))
				.redirects(3)
				.refusal((status, _) -> (status == 403 || status == 400)
						? Optional.of(AtsException.notFound("document_link_dead")) : Optional.empty());
			return this.documents.download(connection, call);
		});
	}

	private <T> Flux<T> list(Connection connection, HttpCall first, Class<T> type) {
		return this.http.pages(connection, first, Paging.linkHeader())
			.concatMapIterable((page) -> page.listOf(type), 1);
	}

	private <T> Mono<T> one(Connection connection, String resource, String id, Class<T> type) {
		if (!id.matches("\\d{1,18}")) {
			return Mono.error(AtsException.notFound(resource));
		}
		HttpCall call = HttpCall.get(base(connection), "v3", resource)
			.query("ids", id)
			.rate(API)
			.as(this.tokens.usual());
		return this.http.json(connection, call)
			.flatMapIterable((page) -> page.listOf(type))
			.next()
			.switchIfEmpty(Mono.error(() -> AtsException.notFound(resource)));
	}

	private HttpCall get(Connection connection, String resource, String perPage) {
		Authorizer usual = this.tokens.usual();
		return HttpCall.get(base(connection), "v3", resource).query("per_page", perPage).rate(API).as(usual);
	}

	private HttpCall write(Connection connection, String method, String... path) {
		String[] below = new String[path.length + 1];
		below[0] = "v3";
		System.arraycopy(path, 0, below, 1, path.length);
		return HttpCall.write(method, base(connection), below)
			.rate(API)
			.as(this.tokens.usual())
			.timeout(GreenhouseDescriptor.WRITE_TIMEOUT);
	}

	private static URI base(Connection connection) {
		return BaseUrl.of(connection, VENDOR);
	}

	private static String joined(Collection<String> ids) {
		return ids.stream().collect(Collectors.joining(","));
	}

}
