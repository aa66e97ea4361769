-- The vault. Personal data is sealed with the candidate's own key, which lives in the database
-- clara_keys: without it these rows say nothing.

CREATE TABLE dossier.material (
	organisation_id text NOT NULL,
	integration_id text NOT NULL,
	ref text NOT NULL,
	candidate_ref text NOT NULL,
	application_id text NOT NULL,
	kind text NOT NULL CHECK (kind IN
		('PERSON', 'RESUME_FILE', 'RESUME_TEXT', 'COVER_LETTER', 'ANSWERS', 'EXPLANATION', 'FREE_TEXT')),
	source_ref text NOT NULL DEFAULT '',
	version int NOT NULL,
	digest text NOT NULL,
	content_type text NOT NULL,
	extractor_version text NOT NULL DEFAULT '',
	sealed bytea NOT NULL,
	created_at timestamptz NOT NULL,
	PRIMARY KEY (organisation_id, ref),
	UNIQUE (organisation_id, candidate_ref, application_id, kind, source_ref, extractor_version, version)
);
CREATE INDEX material_source ON dossier.material (organisation_id, source_ref) WHERE source_ref <> '';
SELECT platform.protect('dossier.material');

-- Which pieces made up the material of an application at one time: a dossier reference.
CREATE TABLE dossier.manifest (
	organisation_id text NOT NULL,
	integration_id text NOT NULL,
	candidate_ref text NOT NULL,
	version int NOT NULL,
	application_id text NOT NULL,
	refs text[] NOT NULL,
	created_at timestamptz NOT NULL,
	PRIMARY KEY (organisation_id, candidate_ref, version)
);
SELECT platform.protect('dossier.manifest');

-- Job texts can name people, but belong to no candidate: sealed with the platform key.
CREATE TABLE dossier.job_text (
	organisation_id text NOT NULL,
	integration_id text NOT NULL,
	ref text NOT NULL,
	job_id text NOT NULL,
	version int NOT NULL,
	digest text NOT NULL,
	sealed bytea NOT NULL,
	created_at timestamptz NOT NULL,
	PRIMARY KEY (organisation_id, ref),
	UNIQUE (organisation_id, integration_id, job_id, version)
);
SELECT platform.protect('dossier.job_text');

-- Who may not come back. Never deleted; the digest is keyed, so it names nobody.
CREATE TABLE dossier.suppression (
	organisation_id text NOT NULL,
	integration_id text NOT NULL,
	digest text NOT NULL,
	reason text NOT NULL,
	created_at timestamptz NOT NULL,
	PRIMARY KEY (organisation_id, integration_id, digest)
);
SELECT platform.protect('dossier.suppression');

-- The record that an erasure was asked for and done.
CREATE TABLE dossier.erasure (
	organisation_id text NOT NULL,
	integration_id text NOT NULL,
	digest text NOT NULL,
	alias text NOT NULL,
	asked_at timestamptz NOT NULL,
	done_at timestamptz,
	keys_erased int NOT NULL DEFAULT 0,
	aliases_erased int NOT NULL DEFAULT 0,
	material_erased int NOT NULL DEFAULT 0,
	horizon timestamptz,
	PRIMARY KEY (organisation_id, integration_id, digest)
);
SELECT platform.protect('dossier.erasure');

GRANT USAGE ON SCHEMA dossier TO clara_config, clara_sync, clara_scoring, clara_writeback;

GRANT SELECT, INSERT, DELETE ON dossier.material, dossier.manifest TO clara_sync;
GRANT SELECT, INSERT, DELETE ON dossier.material TO clara_config;
GRANT SELECT, DELETE ON dossier.manifest TO clara_config;
GRANT SELECT, INSERT ON dossier.material TO clara_scoring;
GRANT SELECT ON dossier.manifest TO clara_scoring;
GRANT SELECT ON dossier.material TO clara_writeback;

CREATE POLICY config_writes ON dossier.material AS RESTRICTIVE FOR INSERT TO clara_config
	WITH CHECK (kind = 'FREE_TEXT');
CREATE POLICY scoring_writes ON dossier.material AS RESTRICTIVE FOR INSERT TO clara_scoring
	WITH CHECK (kind IN ('RESUME_TEXT', 'EXPLANATION'));
CREATE POLICY writeback_reads ON dossier.material AS RESTRICTIVE FOR SELECT TO clara_writeback
	USING (kind = 'EXPLANATION');

GRANT SELECT, INSERT ON dossier.job_text TO clara_sync;
GRANT SELECT ON dossier.job_text TO clara_scoring, clara_config;

GRANT SELECT ON dossier.suppression TO clara_config, clara_sync, clara_scoring, clara_writeback;
GRANT INSERT ON dossier.suppression TO clara_config, clara_sync;
GRANT SELECT, INSERT, UPDATE ON dossier.erasure TO clara_config, clara_sync;
