package io.claraconnect.kit.work;

import reactor.util.context.Context;

/** The patience of a run, for tests of what waits. */
public final class TestPatience {

	private final Places places = new Places(1, () -> {
	});

	private final Patience patience = Patience.ofRun(this.places);

	/** Puts it where it is looked for. */
	public Context in(Context context) {
		return this.patience.in(context);
	}

	/** The patience. */
	public Patience patience() {
		return this.patience;
	}

	/** How many wait. */
	public int waiting() {
		return this.places.waiting();
	}

}
