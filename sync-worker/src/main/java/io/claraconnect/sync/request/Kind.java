package io.claraconnect.sync.request;

/** Kinds of rows of work. */
public enum Kind {

	/** A change of the connection itself. */
	CONNECTION,
	/** Read one application. */
	APPLICATION,
	/** Read every application of one candidate. */
	CANDIDATE,
	/** Read one job. */
	JOB,
	/** List the applications of a newly tracked job. */
	BACKFILL,
	/** Look at all jobs, again and again. */
	SWEEP_JOBS,
	/** Look at applications by update time, again and again. */
	SWEEP_APPLICATIONS,
	/** Look at all ids of applications, again and again. */
	RECONCILE

}
