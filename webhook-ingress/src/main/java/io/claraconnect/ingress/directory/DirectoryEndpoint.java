package io.claraconnect.ingress.directory;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.stereotype.Component;

/**
 * Which revision of a connection this replica has, so that a webhook address is shown to
 * an admin only when every replica can verify what comes to it. Gives nothing else away.
 */
@Component
@Endpoint(id = "directory")
public class DirectoryEndpoint {

	private final SecretsDirectory directory;

	DirectoryEndpoint(SecretsDirectory directory) {
		this.directory = directory;
	}

	/** The revision of one connection; not found when this replica does not know it. */
	@ReadOperation
	public @Nullable Known connection(@Selector String integrationId) {
		return this.directory.find(integrationId).map((known) -> new Known(known.revision())).orElse(null);
	}

	/**
	 * What this replica knows.
	 *
	 * @param revision the revision
	 */
	public record Known(long revision) {

	}

}
