package io.claraconnect.writeback.plan;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import io.claraconnect.ats.api.ApplicationKey;
import org.jspecify.annotations.Nullable;

/**
 * A row of the ledger: what a slot should hold, what it was last seen to hold, and what
 * is being done about it. The methods give the row as it is after a step; none changes
 * anything by itself.
 *
 * @param key the slot
 * @param cause the candidacy whose status asked for the desired value
 * @param action what the last call did: ADD, EDIT, REMOVE, MOVE or NONE
 * @param revision grows with every write, so that no two writes of a slot are alike
 * @param value the desired value
 * @param confirmedRevision the revision that was last seen in the ATS; 0 for none
 * @param confirmedValue the value that was last seen there, or null
 * @param statusRevision revision of the status that asked
 * @param state where it stands
 * @param vendorRef the vendor's id of the thing, or null
 * @param expected what the ATS shows once it is written
 * @param doubtful earlier writes that may still turn up
 * @param attempts writes for this desire so far
 * @param failures tries in a row that certainly changed nothing
 * @param code why it is not confirmed, or null
 * @param age time since the last call began
 * @param audit when twins are looked for, or null when nobody doubts
 */
public record LedgerEntry(SlotKey key, ApplicationKey cause, String action, long revision, String value,
		long confirmedRevision, @Nullable String confirmedValue, long statusRevision, LedgerState state,
		@Nullable String vendorRef, String expected, List<DoubtfulWrite> doubtful, int attempts, int failures,
		@Nullable String code, Duration age, @Nullable DueAudit audit) {

	public LedgerEntry {
		doubtful = List.copyOf(doubtful);
	}

	/** A slot that nobody has written to. */
	public static LedgerEntry untouched(SlotKey key, ApplicationKey cause) {
		return new LedgerEntry(key, cause, "NONE", 0, "", 0, null, 0, LedgerState.WAITING, null, "", List.of(), 0, 0,
				null, Duration.ZERO, null);
	}

	/** Whether the last call may still take effect or be invisible. */
	public boolean open() {
		return this.state == LedgerState.WRITING || this.state == LedgerState.ANSWERED;
	}

	/** Whether what was last seen can be taken for what is there. */
	boolean trusted() {
		return this.state == LedgerState.CONFIRMED || (this.state == LedgerState.WAITING && this.doubtful.isEmpty());
	}

	/** Whether a plan asks for the same as the last one did. */
	boolean wants(SlotPlan plan) {
		return this.statusRevision == plan.statusRevision() && this.value.equals(plan.value())
				&& this.cause.applicationId().equals(plan.cause().applicationId());
	}

	/** Before a call. */
	public LedgerEntry intend(SlotPlan plan) {
		boolean again = wants(plan);
		return new LedgerEntry(this.key, plan.cause(), plan.action(), this.revision + 1, plan.value(),
				this.confirmedRevision, this.confirmedValue, plan.statusRevision(), LedgerState.WRITING, this.vendorRef,
				plan.expected(), this.doubtful, again ? this.attempts + 1 : 1, again ? this.failures : 0, null,
				Duration.ZERO, this.audit);
	}

	/**
	 * The desired value was seen in the ATS, or stood there already. Doubts about notes
	 * stay for the audit; a tag or a stage has only one value at a time.
	 */
	public LedgerEntry confirm(@Nullable String seenRef) {
		List<DoubtfulWrite> left = "note".equals(this.key.kind())
				? this.doubtful.stream().filter((write) -> write.revision() != this.revision).toList() : List.of();
		return new LedgerEntry(this.key, this.cause, this.action, this.revision, this.value, this.revision, this.value,
				this.statusRevision, LedgerState.CONFIRMED, (seenRef != null) ? seenRef : this.vendorRef, this.expected,
				left, 0, 0, null, this.age, this.audit);
	}

	/** The vendor said yes, but reads do not show it yet. */
	public LedgerEntry answered(@Nullable String givenRef) {
		return with(LedgerState.ANSWERED, (givenRef != null) ? givenRef : this.vendorRef, this.doubtful, "not_seen");
	}

	/** Nobody knows whether the call did anything. */
	public LedgerEntry unknown(String why) {
		return with(LedgerState.WRITING, this.vendorRef, this.doubtful, why);
	}

	/** Reading back after the wait did not show the write. It may still turn up. */
	public LedgerEntry notFound() {
		return with(LedgerState.WAITING, this.vendorRef,
				Stream.concat(this.doubtful.stream(), Stream.of(new DoubtfulWrite(this.revision, this.value))).toList(),
				"not_found");
	}

	/**
	 * The last call was turned away and may be tried again. A slot that takes several
	 * calls may be half done, so what was last seen is no longer trusted.
	 */
	public LedgerEntry turnedAway(String why, boolean failed) {
		boolean severalCalls = "tag".equals(this.key.kind()) && this.state == LedgerState.WRITING;
		LedgerEntry base = severalCalls ? notFound() : this;
		return new LedgerEntry(this.key, this.cause, this.action, this.revision, this.value, this.confirmedRevision,
				this.confirmedValue, this.statusRevision, LedgerState.WAITING, this.vendorRef, this.expected,
				base.doubtful(), Math.max(0, this.attempts - 1), failed ? this.failures + 1 : this.failures, why,
				this.age, this.audit);
	}

	/** A look failed; nothing else is known. */
	public LedgerEntry stumbled() {
		return new LedgerEntry(this.key, this.cause, this.action, this.revision, this.value, this.confirmedRevision,
				this.confirmedValue, this.statusRevision, this.state, this.vendorRef, this.expected, this.doubtful,
				this.attempts, this.failures + 1, this.code, this.age, this.audit);
	}

	/** Tries are counted anew, because somebody has to do something first. */
	public LedgerEntry rested() {
		return new LedgerEntry(this.key, this.cause, this.action, this.revision, this.value, this.confirmedRevision,
				this.confirmedValue, this.statusRevision, this.state, this.vendorRef, this.expected, this.doubtful,
				this.attempts, 0, this.code, this.age, this.audit);
	}

	/** What was written is no longer there: somebody removed it. */
	public LedgerEntry withoutVendorRef() {
		return with(this.state, null, this.doubtful, this.code);
	}

	/** The vendor refused. */
	public LedgerEntry refused(String why) {
		return with(LedgerState.REFUSED, this.vendorRef, this.doubtful, why);
	}

	/** A person must look. */
	public LedgerEntry needsPerson(String why) {
		return with(LedgerState.NEEDS_PERSON, this.vendorRef, this.doubtful, why);
	}

	/** An audit is done; earlier writes may turn up until the last one is. */
	public LedgerEntry audited(AuditTimes times) {
		DueAudit next = times.after(this.audit);
		return with((next != null) ? this.doubtful : List.of(), next);
	}

	/** There is nothing left to audit. */
	public LedgerEntry withoutAudit() {
		return with(List.of(), null);
	}

	/** There is a new doubt, and audits begin anew, so long from now. */
	public LedgerEntry doubted(Duration first) {
		return with(this.doubtful, new DueAudit(0,
				(this.audit != null && this.audit.in().compareTo(first) < 0) ? this.audit.in() : first));
	}

	/** Doubts that were reported are not reported again. */
	public LedgerEntry without(Collection<Long> reported) {
		return with(this.doubtful.stream().filter((write) -> !reported.contains(write.revision())).toList(),
				this.audit);
	}

	/** A write whose revision is beyond what was found in the ATS. */
	public LedgerEntry beyond(long seenRevision) {
		return new LedgerEntry(this.key, this.cause, this.action, Math.max(this.revision, seenRevision + 1), this.value,
				this.confirmedRevision, this.confirmedValue, this.statusRevision, this.state, this.vendorRef,
				this.expected, this.doubtful, this.attempts, this.failures, this.code, this.age, this.audit);
	}

	/** Whether nobody here has ever written to the slot. */
	public boolean unwritten() {
		return this.revision == 0;
	}

	private LedgerEntry with(List<DoubtfulWrite> newDoubtful, @Nullable DueAudit newAudit) {
		return new LedgerEntry(this.key, this.cause, this.action, this.revision, this.value, this.confirmedRevision,
				this.confirmedValue, this.statusRevision, this.state, this.vendorRef, this.expected, newDoubtful,
				this.attempts, this.failures, this.code, this.age, newAudit);
	}

	private LedgerEntry with(LedgerState newState, @Nullable String newRef, List<DoubtfulWrite> newDoubtful,
			@Nullable String newCode) {
		return new LedgerEntry(this.key, this.cause, this.action, this.revision, this.value, this.confirmedRevision,
				this.confirmedValue, this.statusRevision, newState, newRef, this.expected, newDoubtful, this.attempts,
				this.failures, newCode, this.age, this.audit);
	}

}
