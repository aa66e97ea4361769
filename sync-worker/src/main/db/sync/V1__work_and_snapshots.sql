-- sync-worker's own tables. The migration job adds row-level security and rights.

SELECT platform.create_work('sync');

SELECT platform.create_outbox('sync');

-- Drawn before the first API call of a fetch: what was asked for later wins.
CREATE SEQUENCE fetch_number;

-- What is known of a connection's last state, to see what changed.
CREATE TABLE connection (
	organisation_id text NOT NULL,
	integration_id text NOT NULL,
	state text NOT NULL,
	credential_revision bigint NOT NULL,
	updated_at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (organisation_id, integration_id)
);

-- Jobs that were found tracked, and how far their backfill is.
CREATE TABLE backfill (
	organisation_id text NOT NULL,
	integration_id text NOT NULL,
	job_id text NOT NULL,
	tracked_since timestamptz NOT NULL,
	enqueued int NOT NULL DEFAULT 0,
	listed_at timestamptz,
	PRIMARY KEY (organisation_id, integration_id, job_id)
);

CREATE TABLE job (
	organisation_id text NOT NULL,
	integration_id text NOT NULL,
	job_id text NOT NULL,
	revision bigint NOT NULL,
	content text NOT NULL DEFAULT '',
	snapshot bytea,
	vendor_updated_at timestamptz,
	fetched_at timestamptz NOT NULL,
	PRIMARY KEY (organisation_id, integration_id, job_id)
);

-- The newest snapshot of each application of a tracked job. Ids and codes only.
CREATE TABLE application (
	organisation_id text NOT NULL,
	integration_id text NOT NULL,
	application_id text NOT NULL,
	revision bigint NOT NULL,
	content text NOT NULL DEFAULT '',
	candidate_id text NOT NULL,
	job_id text NOT NULL,
	snapshot bytea,
	state text NOT NULL DEFAULT '',
	vendor_updated_at timestamptz,
	resume_document_id text NOT NULL DEFAULT '',
	resume_ref text NOT NULL DEFAULT '',
	letter_document_id text NOT NULL DEFAULT '',
	letter_ref text NOT NULL DEFAULT '',
	absent_lists int NOT NULL DEFAULT 0,
	first_seen_at timestamptz NOT NULL,
	fetched_at timestamptz NOT NULL,
	PRIMARY KEY (organisation_id, integration_id, application_id)
);
CREATE INDEX application_candidate ON application (organisation_id, integration_id, candidate_id);
CREATE INDEX application_job ON application (organisation_id, integration_id, job_id);

-- Vendor ids that turned out to be one person, so that an erasure finds them all.
CREATE TABLE merged_candidate (
	organisation_id text NOT NULL,
	integration_id text NOT NULL,
	candidate_id text NOT NULL,
	merged_id text NOT NULL,
	PRIMARY KEY (organisation_id, integration_id, candidate_id, merged_id)
);

CREATE TABLE sweep (
	organisation_id text NOT NULL,
	integration_id text NOT NULL,
	name text NOT NULL,
	started_at timestamptz NOT NULL,
	PRIMARY KEY (organisation_id, integration_id, name)
);
