package io.claraconnect.ingress.directory;

import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.claraconnect.kit.seal.Digests;
import io.claraconnect.schemas.Erasure;
import org.jspecify.annotations.Nullable;

/**
 * Who was erased, as digests: an ATS goes on announcing changes of such a person, and the
 * body of such a delivery is not kept, not even sealed. Safe for use by many threads.
 */
public final class ErasedSubjects {

	private final Digests digests;

	private final Set<String> known = ConcurrentHashMap.newKeySet();

	ErasedSubjects(Digests digests) {
		this.digests = digests;
	}

	/** Whether a delivery is about an erased person or an application of one. */
	public boolean has(KnownConnection connection, @Nullable String candidateId, @Nullable String applicationId) {
		return !this.known.isEmpty() && (has("suppression", connection, candidateId)
				|| has("suppression-application", connection, applicationId));
	}

	void take(String key, @Nullable Erasure erasure) {
		if (erasure != null) {
			this.known.add(erasure.getSuppressionDigest());
			this.known.addAll(erasure.getMergedDigests());
			this.known.addAll(erasure.getApplicationDigests());
		}
	}

	private boolean has(String purpose, KnownConnection connection, @Nullable String id) {
		return id != null && this.known.contains(HexFormat.of()
			.formatHex(this.digests.hmac(purpose, connection.organisationId(), connection.integrationId(), id)));
	}

}
