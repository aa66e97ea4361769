package io.claraconnect.ats.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import io.claraconnect.ats.api.RateRule;
import org.jspecify.annotations.Nullable;

/**
 * One request to a vendor. Immutable: every method gives a changed copy. A call is either
 * a read, which may be repeated, or a write, which never is.
 */
public final class HttpCall {

	/** Largest JSON answer that is read, in bytes. */
	public static final int MAX_JSON = 5 * 1024 * 1024;

	/** Largest document that is read, in bytes. */
	public static final int MAX_DOCUMENT = 10 * 1024 * 1024;

	final String method;

	final boolean write;

	URI uri;

	Map<String, String> headers = Map.of();

	byte @Nullable [] body;

	@Nullable RateRule rate;

	@Nullable Authorizer authorizer;

	Refusal refusal = Refusal.none();

	Duration timeout = Duration.ofSeconds(10);

	int maxBytes = MAX_JSON;

	int redirects;

	private HttpCall(String method, boolean write, URI uri) {
		this.method = method;
		this.write = write;
		this.uri = uri;
	}

	/**
	 * A GET.
	 * @param base scheme, host and maybe a path
	 * @param segments path segments below it, each encoded here
	 */
	public static HttpCall get(URI base, String... segments) {
		return new HttpCall("GET", false, below(base, segments));
	}

	/** A POST that changes nothing at the vendor, such as asking for a token. */
	public static HttpCall readByPost(URI base, String... segments) {
		return new HttpCall("POST", false, below(base, segments));
	}

	/**
	 * A request that changes something; its timeout, a cut connection and 5xx are unknown
	 * outcomes.
	 * @param method POST, PUT, PATCH or DELETE
	 */
	public static HttpCall write(String method, URI base, String... segments) {
		return new HttpCall(method, true, below(base, segments));
	}

	/** With one more query parameter. */
	public HttpCall query(String name, String value) {
		String pair = encode(name) + "=" + encode(value);
		String query = this.uri.getRawQuery();
		String base = (query != null) ? this.uri.toString() + "&" : this.uri.toString() + "?";
		return to(URI.create(base + pair));
	}

	/** The same request to another address, as paging needs it. */
	public HttpCall to(URI address) {
		return with((copy) -> copy.uri = address);
	}

	/** With a header; not for credentials, see {@link #as}. */
	public HttpCall header(String name, String value) {
		Map<String, String> more = new LinkedHashMap<>(this.headers);
		more.put(name, value);
		return with((copy) -> copy.headers = Map.copyOf(more));
	}

	/** With a JSON body of the given value and, unless set, its content type. */
	public HttpCall json(Object value) {
		HttpCall typed = this.headers.containsKey("Content-Type") ? this : header("Content-Type", "application/json");
		return typed.with((copy) -> copy.body = Json.write(value));
	}

	/** With a form body. */
	public HttpCall form(Map<String, String> fields) {
		StringBuilder text = new StringBuilder();
		fields.forEach((name, value) -> text.append(text.isEmpty() ? "" : "&")
			.append(encode(name))
			.append('=')
			.append(encode(value)));
		return header("Content-Type", "application/x-www-form-urlencoded")
			.with((copy) -> copy.body = text.toString().getBytes(StandardCharsets.UTF_8));
	}

	/** Counted against that limit; without one the call is not budgeted. */
	public HttpCall rate(RateRule rule) {
		return with((copy) -> copy.rate = rule);
	}

	/** Sent with those credentials; a 401 renews them once. */
	public HttpCall as(Authorizer how) {
		return with((copy) -> copy.authorizer = how);
	}

	/** With own words for what the vendor refuses. */
	public HttpCall refusal(Refusal explained) {
		return with((copy) -> copy.refusal = explained);
	}

	/** Cut off after that time, counted from the first byte sent to the last received. */
	public HttpCall timeout(Duration total) {
		return with((copy) -> copy.timeout = total);
	}

	/** With another limit for the answer's size. */
	public HttpCall maxBytes(int limit) {
		return with((copy) -> copy.maxBytes = limit);
	}

	/**
	 * Follows that many redirects at most; credentials are not sent to another origin.
	 */
	public HttpCall redirects(int hops) {
		return with((copy) -> copy.redirects = hops);
	}

	/** The address. */
	public URI uri() {
		return this.uri;
	}

	@Override
	public String toString() {
		return this.method + " " + this.uri.getHost();
	}

	private HttpCall with(Consumer<HttpCall> change) {
		HttpCall copy = new HttpCall(this.method, this.write, this.uri);
		copy.headers = this.headers;
		copy.body = this.body;
		copy.rate = this.rate;
		copy.authorizer = this.authorizer;
		copy.refusal = this.refusal;
		copy.timeout = this.timeout;
		copy.maxBytes = this.maxBytes;
		copy.redirects = this.redirects;
		change.accept(copy);
		return copy;
	}

	private static URI below(URI base, String... segments) {
		StringBuilder text = new StringBuilder(base.toString());
		for (String segment : segments) {
			if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
				throw new IllegalArgumentException("Not a path segment");
			}
			if (text.charAt(text.length() - 1) != '/') {
				text.append('/');
			}
			text.append(encode(segment));
		}
		return URI.create(text.toString());
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

}
