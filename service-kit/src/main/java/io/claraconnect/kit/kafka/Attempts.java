package io.claraconnect.kit.kafka;

import java.time.DateTimeException;
import java.util.NoSuchElementException;
import java.util.Optional;

import org.apache.avro.AvroRuntimeException;

/**
 * How often a record failed, and whether that condemns it. Poison does at once; a
 * programming error and a handler that does not end do after some attempts, so that one
 * record cannot hold its key for ever; all else (broker, registry, database, network) is
 * a matter of waiting.
 */
final class Attempts {

	static final String HANDLER_FAILED = "handler_failed";

	static final String HANDLER_TIMEOUT = "handler_timeout";

	private int failed;

	private int guilty;

	/** How many attempts failed. */
	int failed() {
		return this.failed;
	}

	/**
	 * Takes note of a failure.
	 * @param failure what the handler failed with
	 * @param most how many attempts a failure of the record's own may take
	 * @return the code under which the record is put aside, or empty to try it again
	 */
	Optional<String> condemned(Throwable failure, int most) {
		this.failed++;
		if (failure instanceof PoisonRecord poison) {
			return Optional.of(poison.code());
		}
		boolean endless = failure instanceof HandlerTimedOut;
		if (endless || isProgrammingError(failure)) {
			this.guilty++;
			return (this.guilty >= most) ? Optional.of(endless ? HANDLER_TIMEOUT : HANDLER_FAILED) : Optional.empty();
		}
		return Optional.empty();
	}

	private static boolean isProgrammingError(Throwable failure) {
		return failure instanceof NullPointerException || failure instanceof IllegalArgumentException
				|| failure instanceof ClassCastException || failure instanceof IndexOutOfBoundsException
				|| failure instanceof ArithmeticException || failure instanceof NoSuchElementException
				|| failure instanceof UnsupportedOperationException || failure instanceof DateTimeException
				|| failure instanceof AvroRuntimeException || failure instanceof StackOverflowError
				|| (failure instanceof Error && !(failure instanceof VirtualMachineError));
	}

	/** A handler took longer than it may. */
	static final class HandlerTimedOut extends RuntimeException {

		private static final long serialVersionUID = 1L;

		HandlerTimedOut() {
			super("handler_timeout", null, false, false);
		}

	}

}
