package io.claraconnect.writeback.execute;

import io.claraconnect.writeback.plan.LedgerEntry;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A write that is ready to be made. */
interface Call {

	/** The value that stands there already, so that nothing is to be written; or null. */
	default @Nullable Sight alreadyThere() {
		return null;
	}

	/**
	 * Makes the write.
	 * @param intended the row as it was committed just before
	 * @return the vendor's id of what was written, or empty text where it has none
	 */
	Mono<String> make(LedgerEntry intended);

	/** Reads back what the write did. */
	Mono<Sight> check(LedgerEntry intended);

	/** A write that is not needed. */
	static Call needless(Sight seen) {
		return new Call() {

			@Override
			public Sight alreadyThere() {
				return seen;
			}

			@Override
			public Mono<String> make(LedgerEntry intended) {
				return Mono.just("");
			}

			@Override
			public Mono<Sight> check(LedgerEntry intended) {
				return Mono.just(seen);
			}

		};
	}

}
