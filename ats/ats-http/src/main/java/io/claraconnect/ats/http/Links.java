package io.claraconnect.ats.http;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.claraconnect.ats.api.AtsException;

/** Reads {@code Link} headers. */
final class Links {

	private static final Pattern LINK = Pattern.compile("<([^<>]{1,4096})>([^<]*)");

	private static final Pattern RELATION = Pattern.compile(";\\s*rel\\s*=\\s*\"?([A-Za-z]+)\"?");

	private Links() {
	}

	static List<Link> parse(String header) {
		List<Link> found = new ArrayList<>();
		Matcher link = LINK.matcher(header);
		while (link.find()) {
			Matcher relation = RELATION.matcher(link.group(2));
			if (relation.find()) {
				found.add(new Link(link.group(1), relation.group(1)));
			}
		}
		return found;
	}

	static URI resolve(URI called, String target) {
		try {
			return called.resolve(target.replace(" ", "%20"));
		}
		catch (IllegalArgumentException _) {
			throw AtsException.malformed("link_address");
		}
	}

	record Link(String target, String relation) {
	}

}
