package io.claraconnect.config.problem;

import org.springframework.http.HttpStatus;

/**
 * A request that cannot be done, with what to do about it. The text holds no secret and
 * no personal data.
 */
public final class Refusal extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final HttpStatus status;

	private final String code;

	/**
	 * A refusal.
	 * @param status the HTTP status
	 * @param code a stable code, the end of the problem's type
	 * @param whatToDo a sentence that says what is wrong and what to do
	 */
	public Refusal(HttpStatus status, String code, String whatToDo) {
		super(whatToDo, null, false, false);
		this.status = status;
		this.code = code;
	}

	/** A request whose content is not right. */
	public static Refusal invalid(String code, String whatToDo) {
		return new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, code, whatToDo);
	}

	/** A thing that is not there, or belongs to another organisation. */
	public static Refusal notFound(String what) {
		return new Refusal(HttpStatus.NOT_FOUND, "not-found",
				"There is no such " + what + " in your organisation; check the id.");
	}

	/** A thing that is not in the state for it. */
	public static Refusal conflict(String code, String whatToDo) {
		return new Refusal(HttpStatus.CONFLICT, code, whatToDo);
	}

	/** Something that will work in a moment. */
	public static Refusal notReady(String whatToDo) {
		return new Refusal(HttpStatus.SERVICE_UNAVAILABLE, "not-ready", whatToDo);
	}

	/** The HTTP status. */
	public HttpStatus status() {
		return this.status;
	}

	/** The stable code. */
	public String code() {
		return this.code;
	}

}
