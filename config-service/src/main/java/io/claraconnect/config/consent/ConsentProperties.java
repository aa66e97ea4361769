package io.claraconnect.config.consent;

import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Consent pages of vendors.
 *
 * @param callbackUrl public address of {@code /oauth/callback}, as it is registered with
 * our app at the vendors
 * @param donePage where the browser goes afterwards, with {@code integration} and
 * {@code result} in the query; plain JSON when not set
 * @param life how long a consent may take
 */
@ConfigurationProperties("clara.consent")
record ConsentProperties(URI callbackUrl, @Nullable String donePage, @DefaultValue("10m") Duration life) {

}
