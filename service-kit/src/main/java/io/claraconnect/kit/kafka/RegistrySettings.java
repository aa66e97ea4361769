package io.claraconnect.kit.kafka;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which schema registry: any that speaks the Confluent REST API.
 *
 * @param url base of that API, such as {@code http://host:8081} or Apicurio's
 * {@code http://host:8080/apis/ccompat/v7}
 * @param user user of its basic authentication; optional
 * @param password password of that user
 * @param timeout how long one call may take
 */
@ConfigurationProperties("clara.registry")
public record RegistrySettings(@DefaultValue("http://127.0.0.1:7481/apis/ccompat/v7") URI url, @Nullable String user,
		@Nullable String password, @DefaultValue("3s") Duration timeout) {

	/**
	 * Gives what a serializer is configured with, under Confluent's property names.
	 * @return properties for {@code Serializer.configure}
	 */
	Map<String, Object> forSerializers() {
		Map<String, Object> properties = new LinkedHashMap<>();
		properties.put("schema.registry.url", this.url.toString());
		properties.put("schema.registry.request.timeout.ms", String.valueOf(this.timeout.toMillis()));
		properties.put("auto.register.schemas", "false");
		properties.put("avro.remove.java.properties", "true");
		properties.put("specific.avro.reader", "true");
		if (this.user != null && this.password != null) {
			properties.put("basic.auth.credentials.source", "USER_INFO");
			properties.put("basic.auth.user.info", this.user + ':' + this.password);
		}
		return properties;
	}

	static RegistrySettings from(Map<String, ?> properties) {
		Object url = properties.get("schema.registry.url");
		if (url == null) {
			throw new IllegalArgumentException("schema.registry.url is not set.");
		}
		Object timeout = properties.get("schema.registry.request.timeout.ms");
		Object login = properties.get("basic.auth.user.info");
		String[] parts = (login != null) ? login.toString().split(":", 2) : new String[0];
		return new RegistrySettings(URI.create(url.toString()), (parts.length == 2) ? parts[0] : null,
				(parts.length == 2) ? parts[1] : null,
				(timeout != null) ? Duration.ofMillis(Long.parseLong(timeout.toString())) : Duration.ofSeconds(3));
	}

	/**
	 * Leaves out the password, also one that the address holds.
	 * @return the host and the user
	 */
	@Override
	public String toString() {
		return "RegistrySettings[host=" + this.url.getHost() + ", user=" + this.user + ']';
	}

}
