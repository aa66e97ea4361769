package io.claraconnect.ats.api;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a try of a connection found.
 *
 * @param items what was tried, in the order in which it was tried
 * @param accountId the vendor's id of the account, or null when it could not be read
 * @param accountName the account's name at the vendor, or null when it could not be read
 */
public record CheckReport(List<Item> items, @Nullable String accountId, @Nullable String accountName) {

	public CheckReport {
		items = List.copyOf(items);
	}

	/** Whether every required thing works. */
	public boolean usable() {
		return this.items.stream().noneMatch((item) -> item.required() && item.state() == State.FAILED);
	}

	/** What became of one try. */
	public enum State {

		/** It works. */
		OK,
		/** It does not; the advice says what to do. */
		FAILED,
		/** It cannot be tried without writing; the first real use will tell. */
		UNPROVEN

	}

	/**
	 * One thing that was tried.
	 *
	 * @param id a permission id of the descriptor, or a code such as {@code credentials}
	 * @param label what was tried
	 * @param required whether the connection is useless without it
	 * @param state what became of it
	 * @param advice what to do, empty when it works
	 */
	public record Item(String id, String label, boolean required, State state, String advice) {

	}

}
