package io.claraconnect.dossier;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.claraconnect.schemas.Erasure;

/** The events of an erasure; pure. */
final class ErasureEvents {

	static final String ASKED = "ASKED";

	static final String DONE = "DONE";

	static final String RECEIPT = "RECEIPT";

	private ErasureEvents() {
	}

	static Erasure asked(ErasureState state, Instant now) {
		return of(state, ASKED, now).build();
	}

	static Erasure done(ErasureState state, String place, int count, Instant now) {
		return of(state, DONE, now).setPlace(place).setCount(count).build();
	}

	static Erasure done(Erasure asked, String place, int count, Instant now) {
		return Erasure.newBuilder(asked).setStep(DONE).setPlace(place).setCount(count).setAt(now).build();
	}

	static Erasure receipt(ErasureState state, int count, Instant horizon, Instant now) {
		return of(state, RECEIPT, now).setCount(count).setHorizon(horizon).build();
	}

	/** The digests of the person's vendor ids. */
	static Set<String> persons(Erasure erasure) {
		Set<String> persons = new HashSet<>(erasure.getMergedDigests());
		persons.add(erasure.getSuppressionDigest());
		return persons;
	}

	/** Later steps have greater numbers. */
	static long order(Erasure erasure) {
		return List.of(ASKED, DONE, RECEIPT).indexOf(erasure.getStep());
	}

	private static Erasure.Builder of(ErasureState state, String step, Instant now) {
		return Erasure.newBuilder()
			.setOrganisationId(state.organisationId())
			.setIntegrationId(state.integrationId())
			.setAlias(state.alias())
			.setSuppressionDigest(state.digest())
			.setMergedDigests(state.persons().stream().filter((one) -> !one.equals(state.digest())).sorted().toList())
			.setApplicationDigests(state.applications().stream().sorted().toList())
			.setOrigin(state.origin())
			.setAskedAt(state.askedAt())
			.setStep(step)
			.setAt(now);
	}

}
