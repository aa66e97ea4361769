package io.claraconnect.ats.http;

import java.net.URI;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsException.Category;
import io.claraconnect.ats.api.Connection;

/** Where a connection's API is. */
public final class BaseUrl {

	private BaseUrl() {
	}

	/**
	 * The connection's own base URL, else the vendor's.
	 * @return without a trailing slash; whether it may be called is decided with each
	 * call
	 * @throws AtsException of category REFUSED when the setting is not an absolute http
	 * address without user, query and fragment
	 */
	public static URI of(Connection connection, URI vendor) {
		return connection.setting(Connection.BASE_URL).map(BaseUrl::parse).orElse(vendor);
	}

	private static URI parse(String setting) {
		try {
			URI uri = URI.create(setting.strip().replaceAll("/+$", ""));
			boolean plain = uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null
					&& uri.getRawFragment() == null;
			if (plain && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
				return uri;
			}
		}
		catch (IllegalArgumentException _) {
			// Said below.
		}
		throw new AtsException(Category.REFUSED, "base_url_invalid");
	}

}
