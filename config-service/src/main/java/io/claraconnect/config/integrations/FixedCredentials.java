package io.claraconnect.config.integrations;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.CredentialSource;
import io.claraconnect.ats.api.Credentials;
import io.claraconnect.kit.ats.CredentialStore.Stored;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Credentials as they were read, for a try that must not ask for or wait for newer ones.
 */
public final class FixedCredentials implements CredentialSource {

	private final @Nullable Credentials credentials;

	private FixedCredentials(@Nullable Credentials credentials) {
		this.credentials = credentials;
	}

	/** The given credentials and no others. */
	public static FixedCredentials of(Credentials credentials) {
		return new FixedCredentials(credentials);
	}

	/** Stored credentials, or none. */
	public static FixedCredentials of(@Nullable Stored stored) {
		return new FixedCredentials((stored != null) ? stored.credentials() : null);
	}

	@Override
	public Mono<Credentials> current() {
		return (this.credentials != null) ? Mono.just(this.credentials)
				: Mono.error(AtsException.unauthorized("credentials_missing"));
	}

	@Override
	public Mono<Credentials> renewed(Credentials refused) {
		return Mono.error(AtsException.unauthorized("credentials_not_renewed"));
	}

}
