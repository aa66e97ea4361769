package io.claraconnect.writeback.plan;

import org.jspecify.annotations.Nullable;

/**
 * What decides whether two notes say the same, as it stands in the ledger. Codes and
 * numbers only.
 *
 * @param status the status
 * @param totalTenths the score in tenths, or null
 * @param rest everything else that the note tells
 */
record NoteFacts(String status, @Nullable Integer totalTenths, String rest) {

	/** From this difference on a score counts as another one: 5.0 points. */
	private static final int MATERIAL_TENTHS = 50;

	static NoteFacts of(DecidedStatus status) {
		return new NoteFacts(status.status(), status.totalTenths(),
				status.threshold() + "|" + status.origin() + "|" + status.needsReview() + "|" + status.scoreChanged()
						+ "|" + status.modelVersion() + "|" + status.explanationRef());
	}

	static NoteFacts parse(String value) {
		String[] parts = value.split("\\|", 3);
		if (parts.length < 3) {
			return new NoteFacts(value, null, "");
		}
		return new NoteFacts(parts[0], parts[1].isEmpty() ? null : Integer.valueOf(parts[1]), parts[2]);
	}

	String format() {
		return this.status + "|" + ((this.totalTenths != null) ? this.totalTenths : "") + "|" + this.rest;
	}

	/** Whether another note is worth writing where the one that is there stays. */
	boolean differsMaterially(NoteFacts other) {
		if (!this.status.equals(other.status)) {
			return true;
		}
		if (this.totalTenths == null || other.totalTenths == null) {
			return this.totalTenths != null || other.totalTenths != null;
		}
		return Math.abs(this.totalTenths - other.totalTenths) >= MATERIAL_TENTHS;
	}

}
