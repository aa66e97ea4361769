package io.claraconnect.sandbox.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as a vendor sees it: the path is that of the vendor's own API, without the
 * prefix under which the sandbox serves the vendor.
 */
public final class Request {

	private final String method;

	private final String path;

	private final String rawQuery;

	private final Map<String, List<String>> headers;

	private final byte[] body;

	private final String base;

	/**
	 * Creates a request.
	 * @param method the HTTP method
	 * @param path the decoded path below the vendor's prefix
	 * @param rawQuery the query string as it came, without question mark
	 * @param headers the headers; names are matched whatever their case
	 * @param body the bytes as they came
	 * @param base scheme, host and prefix by which the client reached the vendor, to
	 * build links from
	 */
	public Request(String method, String path, String rawQuery, Map<String, List<String>> headers, byte[] body,
			String base) {
		this.method = method;
		this.path = path;
		this.rawQuery = rawQuery;
		this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		this.headers.putAll(headers);
		this.body = body.clone();
		this.base = base;
	}

	public String method() {
		return this.method;
	}

	public String path() {
		return this.path;
	}

	public String rawQuery() {
		return this.rawQuery;
	}

	public byte[] body() {
		return this.body.clone();
	}

	public String base() {
		return this.base;
	}

	/** Returns the first value of a header. */
	public Optional<String> header(String name) {
		return this.headers.getOrDefault(name, List.of()).stream().findFirst();
	}

	/** Returns all headers. */
	Map<String, List<String>> headers() {
		return Map.copyOf(this.headers);
	}

	/** Returns the query parameters, decoded, in order. */
	public Map<String, List<String>> query() {
		return decode(this.rawQuery);
	}

	/** Returns the first value of a query parameter. */
	public Optional<String> query(String name) {
		return query().getOrDefault(name, List.of()).stream().findFirst();
	}

	/** Returns the body read as a form. */
	public Map<String, List<String>> form() {
		return decode(new String(this.body, StandardCharsets.UTF_8));
	}

	/** Returns the credentials of basic authentication as user and password. */
	public Optional<String[]> basic() {
		return authorization("Basic").map((value) -> {
			String decoded = decodeBase64(value);
			int colon = decoded.indexOf(':');
			return (colon < 0) ? new String[] { decoded, "" }
					: new String[] { decoded.substring(0, colon), decoded.substring(colon + 1) };
		});
	}

	/** Returns what follows the scheme in the Authorization header. */
	public Optional<String> authorization(String scheme) {
		return header("Authorization")
			.filter((value) -> value.regionMatches(true, 0, scheme + " ", 0, scheme.length() + 1))
			.map((value) -> value.substring(scheme.length() + 1).strip());
	}

	private static String decodeBase64(String value) {
		try {
			return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return "";
		}
	}

	private static Map<String, List<String>> decode(String encoded) {
		Map<String, List<String>> result = new LinkedHashMap<>();
		for (String pair : encoded.split("&", -1)) {
			if (pair.isEmpty()) {
				continue;
			}
			int equals = pair.indexOf('=');
			String name = (equals < 0) ? pair : pair.substring(0, equals);
			String value = (equals < 0) ? "" : pair.substring(equals + 1);
			result.computeIfAbsent(unescape(name), (key) -> new ArrayList<>()).add(unescape(value));
		}
		return result;
	}

	private static String unescape(String value) {
		try {
			return URLDecoder.decode(value, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return value;
		}
	}

}
