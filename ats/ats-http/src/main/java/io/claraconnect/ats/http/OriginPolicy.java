package io.claraconnect.ats.http;

import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsException.Category;

/**
 * Which addresses may be called: https on the vendor's public hosts, and the origins that
 * the operator allowed. Hosts are compared as written, so every other spelling of an
 * address (numbers, octal, hexadecimal, user information) is simply not on the list.
 */
final class OriginPolicy {

	private static final Pattern HOST_NAME = Pattern
		.compile("(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");

	private final Set<String> hosts;

	private final Set<String> origins;

	/**
	 * A policy.
	 * @param hosts the vendor's hosts; one that starts with a dot stands for all names
	 * below it
	 * @param origins origins that may be called whatever they resolve to
	 */
	OriginPolicy(Collection<String> hosts, Collection<URI> origins) {
		this.hosts = Set.copyOf(hosts);
		this.origins = origins.stream().map(OriginPolicy::origin).collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Says how an address may be called.
	 * @throws AtsException of category REFUSED when it may not
	 */
	Access check(URI uri) {
		String host = uri.getHost();
		if (host == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
			throw refused();
		}
		if (this.origins.contains(origin(uri))) {
			return Access.ANY_ADDRESS;
		}
		String name = host.toLowerCase(Locale.ROOT);
		boolean standardPort = uri.getPort() == -1 || uri.getPort() == 443;
		if ("https".equalsIgnoreCase(uri.getScheme()) && standardPort && HOST_NAME.matcher(name).matches()
				&& listed(name)) {
			return Access.PUBLIC_ADDRESS;
		}
		throw refused();
	}

	private boolean listed(String name) {
		return this.hosts.contains(name)
				|| this.hosts.stream().anyMatch((host) -> host.startsWith(".") && name.endsWith(host));
	}

	/** Scheme, host and port of an address, in one spelling. */
	static String origin(URI uri) {
		String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
		int port = (uri.getPort() != -1) ? uri.getPort() : ("https".equals(scheme) ? 443 : 80);
		return scheme + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
	}

	static AtsException refused() {
		return new AtsException(Category.REFUSED, "address_not_allowed");
	}

	/** What a host may resolve to. */
	enum Access {

		/** The operator allowed this origin, wherever it is. */
		ANY_ADDRESS,
		/** Only addresses of the public internet. */
		PUBLIC_ADDRESS

	}

}
