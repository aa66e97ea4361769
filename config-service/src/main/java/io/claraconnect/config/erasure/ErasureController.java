package io.claraconnect.config.erasure;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

import io.claraconnect.config.problem.Refusal;
import io.claraconnect.config.security.Caller;
import io.claraconnect.dossier.ErasureHorizon;
import io.claraconnect.dossier.ErasureProgress;
import io.claraconnect.dossier.ErasureState;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Erasures over HTTP. What is answered names nobody. */
@RestController
@RequestMapping("/api/v1/integrations/{id}/erasures")
final class ErasureController {

	private static final int MOST = 200;

	private static final int LONGEST_ID = 200;

	private final AskForErasure ask;

	private final ErasureProgress progress;

	private final ErasureHorizon horizon;

	ErasureController(AskForErasure ask, ErasureProgress progress, ErasureHorizon horizon) {
		this.ask = ask;
		this.progress = progress;
		this.horizon = horizon;
	}

	/** Asks for an erasure; asking again for the same person answers the same one. */
	@PostMapping
	Mono<ResponseEntity<ErasureJson>> ask(@AuthenticationPrincipal Caller caller, @PathVariable String id,
			@RequestBody AskJson body) {
		if ((body.candidateId() == null) == (body.applicationId() == null)) {
			return Mono.error(Refusal.invalid("person", "Name the person by either 'candidateId' or 'applicationId'."));
		}
		return this.ask
			.ask(caller, id, id("candidateId", body.candidateId()), id("applicationId", body.applicationId()),
					reason(body.reason()))
			.flatMap((asked) -> find(caller, id, asked.alias())
				.map((erasure) -> ResponseEntity.status(asked.isNew() ? HttpStatus.ACCEPTED : HttpStatus.OK)
					.location(URI.create("/api/v1/integrations/" + id + "/erasures/" + asked.alias()))
					.body(erasure)));
	}

	/** The erasures of a connection, the newest first. */
	@GetMapping
	Mono<ListJson> list(@AuthenticationPrincipal Caller caller, @PathVariable String id,
			@RequestParam(defaultValue = "50") int limit) {
		if (limit < 1 || limit > MOST) {
			return Mono.error(Refusal.invalid("limit", "'limit' is 1 to " + MOST + "."));
		}
		return this.progress.list(caller.organisationId(), id, limit)
			.map((state) -> json(state, List.of()))
			.collectList()
			.map(ListJson::new);
	}

	/** One erasure with its progress and, when it is done, its receipt. */
	@GetMapping("/{erasureId}")
	Mono<ErasureJson> get(@AuthenticationPrincipal Caller caller, @PathVariable String id,
			@PathVariable String erasureId) {
		return find(caller, id, erasureId);
	}

	private Mono<ErasureJson> find(Caller caller, String id, String erasureId) {
		return this.progress.find(caller.organisationId(), id, erasureId)
			.map((state) -> json(state, waiting(state)))
			.switchIfEmpty(Mono.error(() -> Refusal.notFound("erasure")));
	}

	private static List<String> waiting(ErasureState state) {
		TreeSet<String> waiting = new TreeSet<>(ErasureProgress.places());
		state.places().forEach((answer) -> waiting.remove(answer.place()));
		return (state.receiptAt() != null) ? List.of() : List.copyOf(waiting);
	}

	private static @Nullable String id(String field, @Nullable String id) {
		if (id != null && (id.isBlank() || id.length() > LONGEST_ID)) {
			throw Refusal.invalid("person", "'" + field + "' is the id that the ATS gives, as it gives it.");
		}
		return id;
	}

	private static String reason(@Nullable String reason) {
		if (reason != null && !reason.matches("[a-z0-9_]{1,40}")) {
			throw Refusal.invalid("reason",
					"'reason' is a code of lower-case letters, digits and underscores, such as person_asked.");
		}
		return (reason != null) ? reason : "person_asked";
	}

	private ErasureJson json(ErasureState state, List<String> waiting) {
		Instant receiptAt = state.receiptAt();
		Instant vaultDoneAt = state.vaultDoneAt();
		Instant until = state.horizon();
		ReceiptJson receipt = (receiptAt != null && vaultDoneAt != null && until != null)
				? new ReceiptJson(receiptAt, state.keys(), state.aliases(), state.material(), until,
						this.horizon.of(vaultDoneAt, state.askedAt())
							.stream()
							.map((one) -> new UntilJson(one.place(), one.until()))
							.toList())
				: null;
		return new ErasureJson(state.alias(), (receipt != null) ? "done" : "in_progress",
				state.origin().toLowerCase(Locale.ROOT), state.reason(), state.askedBy(), state.askedAt(),
				state.places()
					.stream()
					.map((answer) -> new PlaceJson(answer.place(), answer.count(), answer.doneAt()))
					.toList(),
				waiting, receipt);
	}

	/** Whom to erase. */
	record AskJson(@Nullable String candidateId, @Nullable String applicationId, @Nullable String reason) {

		@Override
		public String toString() {
			return "AskJson";
		}

	}

	/** A list. */
	record ListJson(List<ErasureJson> erasures) {

	}

	/** An erasure. */
	record ErasureJson(String id, String state, String origin, String reason, @Nullable String askedBy, Instant askedAt,
			List<PlaceJson> places, List<String> waitingFor, @Nullable ReceiptJson receipt) {

	}

	/** What a place erased. */
	record PlaceJson(String place, int count, Instant doneAt) {

	}

	/** What was erased, and until when something could still be read. */
	record ReceiptJson(Instant at, int keys, int aliases, int material, Instant horizon, List<UntilJson> untils) {

	}

	/** Until when a place may hold something that platform keys open. */
	record UntilJson(String place, Instant until) {

	}

}
