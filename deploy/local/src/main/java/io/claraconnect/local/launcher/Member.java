package io.claraconnect.local.launcher;

import java.util.List;

import io.claraconnect.local.Part;

/**
 * A part of the stack as a person sees it.
 *
 * @param part the process
 * @param address what to open or connect to
 * @param ports every port it needs, the one of the address first
 */
record Member(Part part, String address, List<Integer> ports) {

	Member {
		ports = List.copyOf(ports);
	}

	String name() {
		return this.part.name();
	}

	State state() {
		if (!this.part.isAlive()) {
			return State.DOWN;
		}
		return this.part.isReady() ? State.HEALTHY : State.STARTING;
	}

	/** What a look from outside tells. */
	enum State {

		/** Answers. */
		HEALTHY("healthy"),

		/** Runs, but does not answer: still starting, or stuck. */
		STARTING("not ready"),

		/** Does not run. */
		DOWN("down");

		private final String label;

		State(String label) {
			this.label = label;
		}

		String label() {
			return this.label;
		}

	}

}
