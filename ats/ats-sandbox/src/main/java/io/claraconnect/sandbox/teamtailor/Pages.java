package io.claraconnect.sandbox.teamtailor;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.claraconnect.sandbox.http.Request;
import tools.jackson.databind.node.ObjectNode;

/**
 * Pages of 10, at most 30: by number, or by cursor where the version has gone over to
 * cursors.
 */
final class Pages {

	private static final int USUAL = 10;

	private static final int MOST = 30;

	private final Request request;

	private final boolean cursor;

	private final int size;

	Pages(Request request, boolean cursor) {
		this.request = request;
		this.cursor = cursor;
		this.size = number("page[size]", USUAL);
		if (this.size > MOST || (cursor && request.query("page[number]").isPresent())) {
			throw Refused.bad();
		}
	}

	private int number(String name, int otherwise) {
		String value = this.request.query(name).orElse(Integer.toString(otherwise));
		if (!value.matches("[1-9]\\d{0,6}")) {
			throw Refused.bad();
		}
		return Integer.parseInt(value);
	}

	/** Cuts the page and describes it in the document. */
	<T> List<T> cut(List<T> rows, Function<T, String> id, ObjectNode document) {
		int pages = Math.max(1, (rows.size() + this.size - 1) / this.size);
		int start = this.cursor ? start(rows, id) : (number("page[number]", 1) - 1) * this.size;
		int end = Math.min(rows.size(), start + this.size);
		List<T> page = (start < rows.size()) ? rows.subList(start, end) : List.of();
		document.putObject("meta").put("record-count", rows.size()).put("page-count", pages);
		ObjectNode links = document.putObject("links");
		if (this.cursor) {
			links.put("first", link(Map.of()));
			if (end < rows.size()) {
				links.put("next", link(Map.of("page[after]", encode(id.apply(page.getLast()), end))));
			}
			return page;
		}
		int number = start / this.size + 1;
		links.put("first", numbered(1));
		if (number > 1) {
			links.put("prev", numbered(number - 1));
		}
		if (number < pages) {
			links.put("next", numbered(number + 1));
		}
		links.put("last", numbered(pages));
		return page;
	}

	private <T> int start(List<T> rows, Function<T, String> id) {
		return this.request.query("page[after]").map((token) -> {
			String[] parts = decode(token);
			int index = rows.stream().map(id).toList().indexOf(parts[0]);
			return (index >= 0) ? index + 1 : Math.min(rows.size(), Integer.parseInt(parts[1]));
		}).orElse(0);
	}

	private static String encode(String id, int index) {
		return Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString((id + ":" + index).getBytes(StandardCharsets.UTF_8));
	}

	private static String[] decode(String token) {
		try {
			String[] parts = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split(":", -1);
			if (parts.length == 2 && parts[1].matches("\\d{1,7}")) {
				return parts;
			}
		}
		catch (IllegalArgumentException ex) {
			throw Refused.bad();
		}
		throw Refused.bad();
	}

	private String numbered(int number) {
		return link(Map.of("page[number]", Integer.toString(number)));
	}

	private String link(Map<String, String> page) {
		Map<String, String> query = new LinkedHashMap<>();
		this.request.query().forEach((name, values) -> query.put(name, values.getFirst()));
		query.remove("page[number]");
		query.remove("page[after]");
		query.put("page[size]", Integer.toString(this.size));
		query.putAll(page);
		StringBuilder result = new StringBuilder(this.request.base()).append(this.request.path());
		char separator = '?';
		for (Map.Entry<String, String> entry : query.entrySet()) {
			result.append(separator).append(encoded(entry.getKey())).append('=').append(encoded(entry.getValue()));
			separator = '&';
		}
		return result.toString();
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
