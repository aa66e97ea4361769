package io.claraconnect.kit.threads;

/**
 * Gives virtual threads more carriers than the machine has cores.
 * <p>
 * A virtual thread that loads a class cannot leave its carrier
 * (<a href="https://openjdk.org/jeps/491">JEP 491</a>, 2026-11-21). On a machine with two
 * cores two of them, waiting for a class that a third one loads, kept both carriers while
 * the third, next in line for a monitor of the class loader, had none to go on with: no
 * class was loaded any more, and a service never became ready. With a carrier for each
 * virtual thread that is at work at the same time this cannot happen.
 */
public final class CarrierThreads {

	static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";

	/** More than all listeners, handlers and checks of a service together. */
	static final int CARRIERS = 128;

	private CarrierThreads() {
	}

	/**
	 * Asks for enough carriers, unless the operator said how many. To be called first of
	 * all: what comes after the first virtual thread is too late.
	 */
	public static void provide() {
		if (System.getProperty(PARALLELISM) == null) {
			System.setProperty(PARALLELISM, String.valueOf(CARRIERS));
		}
	}

}
