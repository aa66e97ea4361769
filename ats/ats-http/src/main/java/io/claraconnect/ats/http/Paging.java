package io.claraconnect.ats.http;

import java.util.Optional;
import java.util.function.Function;

/** Finds the next page of a list. */
@FunctionalInterface
public interface Paging {

	/**
	 * The call of the next page.
	 * @param first the call of the first page
	 * @param sent the call of this page
	 * @param answer the answer to it
	 * @param body the same as JSON
	 * @return empty after the last page
	 */
	Optional<HttpCall> next(HttpCall first, HttpCall sent, HttpAnswer answer, JsonBody body);

	/** By the {@code Link} header with {@code rel=next} (RFC 8288). */
	static Paging linkHeader() {
		return (first, sent, answer, body) -> answer.link(sent.uri(), "next").map(sent::to);
	}

	/** By the address in {@code links.next} of the body (JSON:API). */
	static Paging jsonApi() {
		return (first, sent, answer, body) -> body.text("links", "next")
			.or(() -> body.text("links", "next", "href"))
			.map((target) -> sent.to(Links.resolve(sent.uri(), target)));
	}

	/**
	 * By an opaque token that is sent with the first page's parameters.
	 * @param parameter the query parameter that takes it
	 * @param token finds it in a page, empty on the last one
	 */
	static Paging token(String parameter, Function<JsonBody, Optional<String>> token) {
		return (first, sent, answer, body) -> token.apply(body).map((value) -> first.query(parameter, value));
	}

}
