package io.claraconnect.config.status;

import java.util.List;
import java.util.Locale;

import io.claraconnect.config.problem.Refusal;
import io.claraconnect.config.security.Caller;
import io.claraconnect.config.status.DecideStatus.ApplicationId;
import io.claraconnect.config.status.DecideStatus.PersonalDecision;
import io.claraconnect.config.status.KnownApplication.Decision;
import io.claraconnect.config.status.KnownApplication.Score;
import io.claraconnect.dossier.Suppressed;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Statuses over HTTP. The revision is the ETag; a decision names the one it saw. */
@RestController
@RequestMapping("/api/v1/integrations/{id}/applications")
final class StatusController {

	private static final int MOST = 200;

	private final ReadStatus read;

	private final DecideStatus decide;

	StatusController(ReadStatus read, DecideStatus decide) {
		this.read = read;
		this.decide = decide;
	}

	/** Applications by id, page by page. */
	@GetMapping
	Mono<PageJson> list(@AuthenticationPrincipal Caller caller, @PathVariable String id,
			@RequestParam(required = false) @Nullable String jobId, @RequestParam(defaultValue = "") String after,
			@RequestParam(defaultValue = "50") int limit) {
		if (limit < 1 || limit > MOST) {
			return Mono.error(Refusal.invalid("limit", "'limit' is 1 to " + MOST + "."));
		}
		return this.read.list(caller.organisationId(), id, jobId, after, limit)
			.map((known) -> json(known, null, null))
			.collectList()
			.map((page) -> new PageJson(page, (page.size() < limit) ? null : page.getLast().applicationId()));
	}

	/** One application, with the explanation of its score for those who may read it. */
	@GetMapping("/{applicationId}")
	Mono<ResponseEntity<ApplicationJson>> get(@AuthenticationPrincipal Caller caller, @PathVariable String id,
			@PathVariable String applicationId) {
		return this.read.one(new ApplicationId(caller.organisationId(), id, applicationId))
			.map((one) -> caller.readsAboutPeople() ? answer(json(one.known(), one.explanation(), one.comment()))
					: answer(json(one.known(), null, null)));
	}

	/** A person's decision. */
	@PostMapping("/{applicationId}/status")
	Mono<ResponseEntity<ApplicationJson>> decide(@AuthenticationPrincipal Caller caller, @PathVariable String id,
			@PathVariable String applicationId, @RequestBody DecisionJson body,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
		PersonalDecision personal = new PersonalDecision(status(body.status()), caller.personId(),
				reasonCode(body.reasonCode()), comment(body.comment()), revision(ifMatch));
		return this.decide.byPerson(new ApplicationId(caller.organisationId(), id, applicationId), personal)
			.switchIfEmpty(Mono.error(() -> Refusal.notFound("application")))
			.onErrorMap(StatusConflict.class,
					(ex) -> new Refusal(HttpStatus.PRECONDITION_FAILED, "decided-meanwhile",
							"Somebody decided meanwhile; the revision is " + ex.revision()
									+ " now. Read and try again."))
			.onErrorMap(Suppressed.class,
					(ex) -> new Refusal(HttpStatus.GONE, "erased", "This person was erased; nothing may be decided."))
			.map((known) -> answer(json(known, null, null)));
	}

	private static Status status(@Nullable String wire) {
		return Status.ofWire((wire != null) ? wire : "")
			.filter(Status::decidable)
			.orElseThrow(() -> Refusal.invalid("status", "'status' is not_qualified, pre_qualified or qualified."));
	}

	private static @Nullable String reasonCode(@Nullable String code) {
		if (code != null && !code.matches("[a-z0-9_]{1,40}")) {
			throw Refusal.invalid("reason-code",
					"'reasonCode' is a code of lower-case letters, digits and underscores; words go into 'comment'.");
		}
		return code;
	}

	private static @Nullable String comment(@Nullable String comment) {
		if (comment != null && comment.length() > 4_000) {
			throw Refusal.invalid("comment", "A comment has at most 4000 characters.");
		}
		return (comment == null || comment.isBlank()) ? null : comment.strip();
	}

	private static @Nullable Long revision(@Nullable String ifMatch) {
		if (ifMatch == null || ifMatch.equals("*")) {
			return null;
		}
		String digits = ifMatch.strip().replace("\"", "");
		if (!digits.matches("\\d{1,18}")) {
			throw Refusal.invalid("if-match", "'If-Match' is the ETag that you were given, such as \"3\".");
		}
		return Long.valueOf(digits);
	}

	private static ResponseEntity<ApplicationJson> answer(ApplicationJson body) {
		return ResponseEntity.ok().eTag("\"" + body.revision() + "\"").body(body);
	}

	private static ApplicationJson json(KnownApplication known, @Nullable String explanation,
			@Nullable String comment) {
		Decision decision = known.decision();
		Score score = known.score();
		Integer total = (score != null) ? score.totalTenths() : null;
		return new ApplicationJson(known.key().applicationId(), known.key().candidateId(), known.key().jobId(),
				known.inAts().state(), known.inAts().stageId(), (decision != null) ? decision.status().wire() : null,
				(decision != null) ? decision.origin().name().toLowerCase(Locale.ROOT) : null,
				(total != null) ? total / 10.0 : null, (score != null) ? score.outcome() : null, band(score, decision),
				(decision != null) ? decision.threshold() : null, score != null && score.needsReview(),
				decision != null && decision.held(), decision != null && decision.scoreChanged(),
				(decision != null) ? decision.decidedBy() : null, (decision != null) ? decision.reasonCode() : null,
				explanation, comment, known.revision());
	}

	/** What the score alone says. */
	private static @Nullable String band(@Nullable Score score, @Nullable Decision decision) {
		Integer threshold = (decision != null) ? decision.threshold() : null;
		return (score != null && threshold != null)
				? StatusDecider.band(score, threshold).map(Status::wire).orElse(null) : null;
	}

	record PageJson(List<ApplicationJson> applications, @Nullable String after) {

	}

	record ApplicationJson(String applicationId, String candidateId, String jobId, String applicationState,
			@Nullable String stageId, @Nullable String status, @Nullable String origin, @Nullable Double total,
			@Nullable String scoreOutcome, @Nullable String band, @Nullable Integer threshold, boolean needsReview,
			boolean held, boolean scoreChangedSinceDecision, @Nullable String decidedBy, @Nullable String reasonCode,
			@Nullable String explanation, @Nullable String comment, long revision) {

		@Override
		public String toString() {
			return "ApplicationJson[" + this.applicationId + "]";
		}

	}

	record DecisionJson(@Nullable String status, @Nullable String reasonCode, @Nullable String comment) {

		@Override
		public String toString() {
			return "DecisionJson[" + this.status + "]";
		}

	}

}
