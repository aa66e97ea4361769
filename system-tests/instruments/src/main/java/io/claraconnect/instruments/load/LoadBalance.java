package io.claraconnect.instruments.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A ledger, added up.
 *
 * @param sent how many requests were sent
 * @param acknowledged how many were answered with 200
 * @param rejected how many got another answer, by status
 * @param failed how many got no answer, by reason
 * @param waiting how many nobody accounts for
 * @param lost how many were acknowledged and are not on Kafka
 * @param unacknowledged how many are on Kafka although nobody was told so: allowed, since
 * the sender comes again
 * @param twice how many are on Kafka more than once
 * @param unsent how many records on Kafka nobody sent
 */
public record LoadBalance(long sent, long acknowledged, Map<Integer, Long> rejected, Map<String, Long> failed,
		long waiting, long lost, long unacknowledged, long twice, long unsent) {

	/** Copies what may still change. */
	public LoadBalance {
		rejected = Map.copyOf(rejected);
		failed = Map.copyOf(failed);
	}

	/** Why the run is void; empty when the ledger balances. */
	public List<String> complaints() {
		List<String> complaints = new ArrayList<>();
		long accounted = this.acknowledged + sum(this.rejected) + sum(this.failed);
		if (this.sent != accounted || this.waiting > 0) {
			complaints.add("sent " + this.sent + " is not acknowledged + rejected + failed " + accounted);
		}
		if (this.lost > 0) {
			complaints.add(this.lost + " acknowledged and not on Kafka");
		}
		if (this.unsent > 0) {
			complaints.add(this.unsent + " records on Kafka that were not sent");
		}
		return complaints;
	}

	/** Whether every request was acknowledged and is on Kafka once. */
	public boolean spotless() {
		return complaints().isEmpty() && this.sent == this.acknowledged && this.twice == 0;
	}

	private static long sum(Map<?, Long> counts) {
		return counts.values().stream().mapToLong(Long::longValue).sum();
	}

	/** The line of the ledger. */
	public String line() {
		return "sent " + this.sent + " = acknowledged " + this.acknowledged + " + rejected " + sum(this.rejected)
				+ details(this.rejected) + " + failed " + sum(this.failed) + details(this.failed) + "; lost "
				+ this.lost + ", twice " + this.twice;
	}

	private static String details(Map<?, Long> counts) {
		return counts.isEmpty() ? "" : " " + new TreeMap<>(counts);
	}

}
