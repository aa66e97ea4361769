package io.claraconnect.ingress.receive;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of the front door.
 *
 * @param maxBody largest body taken; a larger one is refused before it is buffered
 * @param headTimeout how long the head of a request may take to come in, from its first
 * byte
 * @param bodyTimeout how long a body may take to come in
 * @param retryAfter what a sender is told to wait when a delivery cannot be taken now
 */
@ConfigurationProperties("clara.ingress")
record IngressProperties(@DefaultValue("1MB") DataSize maxBody, @DefaultValue("5s") Duration headTimeout,
		@DefaultValue("10s") Duration bodyTimeout, @DefaultValue("5s") Duration retryAfter) {

}
