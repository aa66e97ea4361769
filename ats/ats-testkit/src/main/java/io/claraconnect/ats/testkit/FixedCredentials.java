package io.claraconnect.ats.testkit;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.CredentialSource;
import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.Secret;
import reactor.core.publisher.Mono;

/** Credentials that stay as they are; counts how often newer ones were asked for. */
public final class FixedCredentials implements CredentialSource {

	private final Credentials credentials;

	private final AtomicInteger renewals = new AtomicInteger();

	/** A source of those secrets. */
	public FixedCredentials(Map<String, Secret> values) {
		this.credentials = new Credentials(values, null, 1);
	}

	@Override
	public Mono<Credentials> current() {
		return Mono.just(this.credentials);
	}

	@Override
	public Mono<Credentials> renewed(Credentials refused) {
		this.renewals.incrementAndGet();
		return Mono.error(AtsException.unauthorized("no_newer_credentials"));
	}

	/** How often newer credentials were asked for. */
	public int renewals() {
		return this.renewals.get();
	}

}
