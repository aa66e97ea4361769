package io.claraconnect.ats.http;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.claraconnect.ats.api.AtsException;

/**
 * What a vendor answered. May hold personal data.
 *
 * @param status the status code
 * @param headers names in lower case
 * @param body the bytes; not copied
 */
public record HttpAnswer(int status, Map<String, List<String>> headers, byte[] body) {

	/** The first value of a header. */
	public Optional<String> header(String lowerCaseName) {
		return this.headers.getOrDefault(lowerCaseName, List.of()).stream().findFirst();
	}

	/**
	 * The body as JSON.
	 * @throws AtsException of category MALFORMED when it is none, such as a web page or
	 * half a document
	 */
	public JsonBody json() {
		return Json.answer(this.body);
	}

	/**
	 * The address of the {@code Link} header with that relation (RFC 8288), resolved
	 * against the address that was called.
	 */
	Optional<URI> link(URI called, String relation) {
		return this.headers.getOrDefault("link", List.of())
			.stream()
			.flatMap((line) -> Links.parse(line).stream())
			.filter((link) -> link.relation().equals(relation))
			.findFirst()
			.map((link) -> Links.resolve(called, link.target()));
	}

	@Override
	public String toString() {
		return "HttpAnswer[" + this.status + "]";
	}

}
