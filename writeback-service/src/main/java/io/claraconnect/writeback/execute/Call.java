package io.claraconnect.writeback.execute;

import io.claraconnect.ats.api.AtsWriter;
import io.claraconnect.writeback.plan.LedgerEntry;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A write that is ready to be made. */
interface Call {

	/** The value that stands there already, so that nothing is to be written; or null. */
	default @Nullable Sight alreadyThere() {
		return null;
	}

	/** The highest revision of ours that the ATS showed and the ledger did not know. */
	default long seenRevision() {
		return 0;
	}

	/**
	 * Makes the write.
	 * @param writer what to write with
	 * @param intended the row as it was committed just before
	 * @return the vendor's id of what was written, or empty text where it has none
	 */
	Mono<String> make(AtsWriter writer, LedgerEntry intended);

	/** Reads back what the write did. */
	Mono<Sight> check(LedgerEntry intended);

	/** A write that is not needed. */
	static Call needless(Sight seen, long seenRevision) {
		return new Call() {

			@Override
			public Sight alreadyThere() {
				return seen;
			}

			@Override
			public long seenRevision() {
				return seenRevision;
			}

			@Override
			public Mono<String> make(AtsWriter writer, LedgerEntry intended) {
				return Mono.just("");
			}

			@Override
			public Mono<Sight> check(LedgerEntry intended) {
				return Mono.just(seen);
			}

		};
	}

}
