package io.claraconnect.writeback.plan;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * When late writes are looked for. After the last of these times nobody looks any more.
 *
 * @param sinceDoubt times since a doubt arose, each later than the one before
 */
public record AuditTimes(List<Duration> sinceDoubt) {

	public AuditTimes {
		sinceDoubt = List.copyOf(sinceDoubt);
		if (sinceDoubt.isEmpty()) {
			throw new IllegalArgumentException("A doubt is audited at least once");
		}
		for (int i = 1; i < sinceDoubt.size(); i++) {
			if (sinceDoubt.get(i).compareTo(sinceDoubt.get(i - 1)) <= 0) {
				throw new IllegalArgumentException("Each audit is later than the one before");
			}
		}
	}

	/** The first. */
	public Duration first() {
		return this.sinceDoubt.getFirst();
	}

	/** The audit after that one, or null when it was the last. */
	@Nullable DueAudit after(@Nullable DueAudit done) {
		int next = (done != null) ? done.done() + 1 : this.sinceDoubt.size();
		return (next < this.sinceDoubt.size())
				? new DueAudit(next, this.sinceDoubt.get(next).minus(this.sinceDoubt.get(next - 1))) : null;
	}

}
