package io.claraconnect.config.problem;

import java.net.URI;
import java.time.Duration;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.dossier.ErasuresNotReplayed;
import io.r2dbc.spi.R2dbcException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ServerWebInputException;

/** Turns errors into problem details. What is not expected is told without its text. */
@RestControllerAdvice
final class Problems {

	private static final Logger log = LoggerFactory.getLogger(Problems.class);

	private static final Duration SOON = Duration.ofSeconds(1);

	@ExceptionHandler
	ResponseEntity<ProblemDetail> refusal(Refusal refusal) {
		return answer(refusal.status(), refusal.code(), String.valueOf(refusal.getMessage()),
				(refusal.status() == HttpStatus.SERVICE_UNAVAILABLE) ? SOON : Duration.ZERO);
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> input(ServerWebInputException ex) {
		return answer(HttpStatus.BAD_REQUEST, "bad-request",
				"The request cannot be read; compare it with the API page: field names, types, valid JSON.",
				Duration.ZERO);
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> web(ErrorResponseException ex) {
		HttpStatus status = HttpStatus.valueOf(ex.getStatusCode().value());
		return answer(status, "http-" + status.value(), status.getReasonPhrase() + ".", Duration.ZERO);
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> ats(AtsException ex) {
		String code = "ats-" + ex.category().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
		Duration wait = ex.retryAfter().orElse(Duration.ZERO);
		return switch (ex.category()) {
			case UNAUTHORIZED -> answer(HttpStatus.CONFLICT, code,
					"The ATS does not accept the credentials; test the connection and connect again.", wait);
			case FORBIDDEN -> answer(HttpStatus.CONFLICT, code,
					"The credentials lack a permission; test the connection to see which.", wait);
			case NOT_FOUND ->
				answer(HttpStatus.NOT_FOUND, code, "The ATS does not have it, or does not show it.", wait);
			case UNSUPPORTED -> answer(HttpStatus.CONFLICT, code, "This ATS cannot do that through its API.", wait);
			case RATE_LIMITED -> answer(HttpStatus.SERVICE_UNAVAILABLE, code,
					"The ATS allows no more requests now; try again later.", wait.isZero() ? SOON : wait);
			default -> answer(HttpStatus.BAD_GATEWAY, code, "The ATS did not answer as expected; try again.", SOON);
		};
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> duplicate(DuplicateKeyException ex) {
		return answer(HttpStatus.CONFLICT, "already-there",
				"This is in use already: by another connection, or by a change at the same time. Look and try again.",
				Duration.ZERO);
	}

	@ExceptionHandler({ DataAccessException.class, R2dbcException.class, TransactionException.class })
	ResponseEntity<ProblemDetail> database(Exception ex) {
		log.atWarn().addKeyValue("error", ex.getClass().getSimpleName()).log("The database did not do as asked");
		return answer(HttpStatus.SERVICE_UNAVAILABLE, "database", "The database is not available; try again.", SOON);
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> notReplayed(ErasuresNotReplayed ex) {
		return answer(HttpStatus.SERVICE_UNAVAILABLE, "not-ready",
				"The service has just started and makes sure first who was erased; try again.", SOON);
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> unexpected(Exception ex) {
		log.atError()
			.addKeyValue("error", ex.getClass().getName())
			.addKeyValue("at", (ex.getStackTrace().length > 0) ? ex.getStackTrace()[0].toString() : "")
			.log("A request failed in a way that nobody thought of");
		return answer(HttpStatus.INTERNAL_SERVER_ERROR, "unexpected",
				"Something is wrong on our side; tell support the time of this answer.", Duration.ZERO);
	}

	private static ResponseEntity<ProblemDetail> answer(HttpStatus status, String code, String detail, Duration wait) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		problem.setType(URI.create("urn:clara:problem:" + code));
		problem.setTitle(status.getReasonPhrase());
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(status)
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
		if (!wait.isZero()) {
			answer.header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds())));
		}
		return answer.body(problem);
	}

}
