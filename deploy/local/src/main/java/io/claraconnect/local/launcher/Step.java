package io.claraconnect.local.launcher;

import java.util.Set;

/**
 * One thing to do on the way up.
 *
 * @param name name on the console
 * @param after names of the steps that must have succeeded before
 * @param action does it and returns when it is done; throws
 * {@link io.claraconnect.local.StackFailed} with a sentence when it cannot
 */
record Step(String name, Set<String> after, Runnable action) {

	Step {
		after = Set.copyOf(after);
	}

	Step(Member member, String... after) {
		this(member.name(), Set.of(after), member.part()::start);
	}

}
