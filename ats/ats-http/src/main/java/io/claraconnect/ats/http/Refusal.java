package io.claraconnect.ats.http;

import java.util.Optional;

import io.claraconnect.ats.api.AtsException;

/**
 * Reads why a vendor refused (400, 403, 404, 409, 422 and their like) and says it in our
 * own words. The vendor's text must not get into the result.
 */
@FunctionalInterface
public interface Refusal {

	/**
	 * Explains an answer.
	 * @param status the status code, 400 to 499 without 401, 408 and 429
	 * @param body the answer, or JSON null when it was not readable JSON
	 * @return the error to raise, or empty for the ordinary one of that status
	 */
	Optional<AtsException> explain(int status, JsonBody body);

	/** Explains nothing. */
	static Refusal none() {
		return (status, body) -> Optional.empty();
	}

}
