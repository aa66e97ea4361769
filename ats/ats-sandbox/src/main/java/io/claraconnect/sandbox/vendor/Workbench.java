package io.claraconnect.sandbox.vendor;

import java.time.Instant;

import io.claraconnect.sandbox.webhook.Deliveries;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Application;
import io.claraconnect.sandbox.world.Candidate;
import io.claraconnect.sandbox.world.Ids;
import io.claraconnect.sandbox.world.Recruiting;
import io.claraconnect.sandbox.world.World;
import io.claraconnect.sandbox.world.WriteLog;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor stand-in works with.
 *
 * @param world the accounts, the time, the ids, the file contents
 * @param recruiting the actions, each of which tells the vendor what changed
 * @param deliveries sends webhooks
 * @param writes where a vendor notes each API write that took effect
 */
public record Workbench(World world, Recruiting recruiting, Deliveries deliveries, WriteLog writes) {

	/** Returns the sandbox's time. */
	public Instant now() {
		return this.world.clock().instant();
	}

	/** Returns the id maker. */
	public Ids ids() {
		return this.world.ids();
	}

	/** Notes that an API write on a candidate or application took effect. */
	public void wrote(Account account, String kind, @Nullable String candidateId, @Nullable String applicationId,
			@Nullable String detail) {
		this.writes
			.add(new WriteLog.Entry(now(), account.vendor(), account.id(), kind, candidateId, applicationId, detail));
	}

	/** Notes that an API write on an application took effect. */
	public void wrote(Account account, String kind, Application application, @Nullable String detail) {
		wrote(account, kind, application.candidateId(), application.id(), detail);
	}

	/** Notes that an API write on a candidate took effect. */
	public void wrote(Account account, String kind, Candidate candidate, @Nullable String detail) {
		wrote(account, kind, candidate.id(), null, detail);
	}

}
