package io.claraconnect.kit.ats;

import java.net.URI;
import java.nio.file.Path;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the platform reaches ATS vendors.
 *
 * @param allowedOrigins origins that may be called besides the vendors' own public hosts,
 * for self-hosted gateways and test installations; empty in an ordinary deployment
 * @param rateShare part of a vendor's request limit that the platform uses; the
 * customer's other tools need the rest
 * @param platformCredentialsFile JSON file with our own apps' credentials at vendors,
 * {@code {"<ats>": {"<field>": "<secret>"}}}; optional
 */
@ConfigurationProperties("clara.ats")
public record AtsProperties(@DefaultValue Set<URI> allowedOrigins, @DefaultValue("0.8") double rateShare,
		@Nullable Path platformCredentialsFile) {

}
