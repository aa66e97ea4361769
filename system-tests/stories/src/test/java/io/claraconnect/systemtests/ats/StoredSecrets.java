package io.claraconnect.systemtests.ats;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.Consent;
import io.claraconnect.ats.api.CredentialSource;
import io.claraconnect.ats.api.Credentials;
import reactor.core.publisher.Mono;

/** Keeps the credentials of a connection and renews them where they came by consent. */
final class StoredSecrets implements CredentialSource {

	private final AtomicReference<Credentials> stored;

	private final Optional<Consent> consent;

	private final Map<String, String> settings;

	StoredSecrets(Credentials first, Optional<Consent> consent, Map<String, String> settings) {
		this.stored = new AtomicReference<>(first);
		this.consent = consent;
		this.settings = settings;
	}

	@Override
	public Mono<Credentials> current() {
		return Mono.fromSupplier(this.stored::get);
	}

	@Override
	public Mono<Credentials> renewed(Credentials refused) {
		return this.consent.map((page) -> page.renew(this.settings, refused).doOnNext(this.stored::set))
			.orElseGet(() -> Mono.error(AtsException.unauthorized("no_newer_credentials")));
	}

	long revision() {
		return this.stored.get().revision();
	}

}
