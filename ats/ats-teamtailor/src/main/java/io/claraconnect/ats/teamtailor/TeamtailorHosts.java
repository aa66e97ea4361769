package io.claraconnect.ats.teamtailor;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.http.BaseUrl;

/**
 * Where Teamtailor is for a connection. A key works in its own region only, and the wrong
 * one answers like a wrong key. Checked 2026-11-21.
 */
final class TeamtailorHosts {

	/** Setting that names the region: {@code eu}, {@code na} or {@code au}. */
	static final String REGION = "region";

	static final String DEFAULT_REGION = "eu";

	/** The API: the only hosts that are sent a key. */
	static final List<String> API = List.of("api.teamtailor.com", "api.na.teamtailor.com", "api.au.teamtailor.com");

	/** The storage that signed links of resumes lead to. */
	static final List<String> DOCUMENTS = List.of(".teamtailor.com", ".amazonaws.com");

	private static final URI EU = URI.create("https://api.teamtailor.com");

	private static final Map<String, URI> REGIONS = regions();

	private TeamtailorHosts() {
	}

	/** Base of the API, with its version segment and without trailing slash. */
	static URI api(Connection connection) {
		String base = BaseUrl.of(connection, REGIONS.getOrDefault(region(connection), EU)).toString();
		return URI.create(base.endsWith("/v1") ? base : base + "/v1");
	}

	static String region(Connection connection) {
		return connection.setting(REGION)
			.map((region) -> region.strip().toLowerCase(Locale.ROOT))
			.orElse(DEFAULT_REGION);
	}

	static List<String> otherRegions(Connection connection) {
		String own = region(connection);
		return REGIONS.keySet().stream().filter((region) -> !region.equals(own)).toList();
	}

	static Connection in(String region, Connection connection) {
		Map<String, String> settings = new LinkedHashMap<>(connection.settings());
		settings.put(REGION, region);
		return new Connection(connection.organisationId(), connection.integrationId(), settings,
				connection.credentials(), connection.priority());
	}

	private static Map<String, URI> regions() {
		Map<String, URI> regions = new LinkedHashMap<>();
		regions.put(DEFAULT_REGION, EU);
		regions.put("na", URI.create("https://api.na.teamtailor.com"));
		regions.put("au", URI.create("https://api.au.teamtailor.com"));
		return regions;
	}

}
