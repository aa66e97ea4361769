-- writeback-service's own tables. The migration job adds row-level security and rights.
-- Ids, codes and values of ours only: nothing here names a person.

SELECT platform.create_work('writeback');

SELECT platform.create_outbox('writeback');

-- The newest status of each application, and the revision that was last dealt with.
CREATE TABLE application_status (
	organisation_id text NOT NULL,
	integration_id text NOT NULL,
	application_id text NOT NULL,
	candidate_id text NOT NULL,
	job_id text NOT NULL,
	status text NOT NULL,
	origin text NOT NULL,
	total_tenths int,
	threshold int,
	explanation_ref text,
	model_version text,
	needs_review boolean NOT NULL,
	score_changed boolean NOT NULL,
	active boolean NOT NULL,
	stage_id text,
	held boolean NOT NULL,
	revision bigint NOT NULL,
	handled_revision bigint NOT NULL DEFAULT 0,
	updated_at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (organisation_id, integration_id, application_id)
);
CREATE INDEX application_status_candidate ON application_status (organisation_id, integration_id, candidate_id);
CREATE INDEX application_status_unhandled ON application_status (organisation_id, integration_id)
	WHERE handled_revision < revision;

-- One row per thing of ours in an ATS: what it should be, what it was last seen to be, and what is
-- being done about it. A row is WRITING before the vendor is called, so a crash leaves a trace.
CREATE TABLE ledger (
	organisation_id text NOT NULL,
	integration_id text NOT NULL,
	target text NOT NULL,
	slot text NOT NULL,
	candidate_id text NOT NULL,
	application_id text NOT NULL,
	job_id text NOT NULL,
	action text NOT NULL,
	desired_revision bigint NOT NULL,
	desired_value text NOT NULL,
	confirmed_revision bigint NOT NULL DEFAULT 0,
	confirmed_value text,
	status_revision bigint NOT NULL,
	state text NOT NULL CHECK (state IN ('WAITING', 'WRITING', 'ANSWERED', 'CONFIRMED', 'REFUSED', 'NEEDS_PERSON')),
	vendor_ref text,
	expected text NOT NULL DEFAULT '',
	doubtful text NOT NULL DEFAULT '',
	writing_since timestamptz,
	attempts int NOT NULL DEFAULT 0,
	failures int NOT NULL DEFAULT 0,
	cause text,
	audit_at timestamptz,
	updated_at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (organisation_id, integration_id, target, slot)
);
CREATE INDEX ledger_candidate ON ledger (organisation_id, integration_id, candidate_id);
CREATE INDEX ledger_application ON ledger (organisation_id, integration_id, application_id);

-- How many writes each connection made in an hour, for its cap.
CREATE TABLE hourly_writes (
	organisation_id text NOT NULL,
	integration_id text NOT NULL,
	hour timestamptz NOT NULL,
	writes int NOT NULL,
	PRIMARY KEY (organisation_id, integration_id, hour)
);
