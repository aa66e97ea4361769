-- Candidates' keys and the mappings that die with them. A database of its own, because its
-- backups live shorter than those of everything else.

CREATE TABLE keys.candidate (
	organisation_id text NOT NULL,
	integration_id text NOT NULL,
	candidate_id text NOT NULL,
	candidate_ref text NOT NULL,
	wrapped_key bytea NOT NULL,
	created_at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (organisation_id, integration_id, candidate_id),
	UNIQUE (organisation_id, candidate_ref)
);

CREATE TABLE keys.application_alias (
	organisation_id text NOT NULL,
	integration_id text NOT NULL,
	application_id text NOT NULL,
	candidate_ref text NOT NULL,
	alias text NOT NULL,
	created_at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (organisation_id, integration_id, application_id),
	FOREIGN KEY (organisation_id, candidate_ref) REFERENCES keys.candidate (organisation_id, candidate_ref)
		ON DELETE CASCADE
);
CREATE INDEX application_alias_candidate ON keys.application_alias (organisation_id, candidate_ref);

ALTER TABLE keys.candidate ENABLE ROW LEVEL SECURITY;
CREATE POLICY organisation ON keys.candidate USING (organisation_id = current_setting('clara.organisation', true)
	OR current_setting('clara.organisation', true) = '*');
ALTER TABLE keys.application_alias ENABLE ROW LEVEL SECURITY;
CREATE POLICY organisation ON keys.application_alias USING (organisation_id = current_setting('clara.organisation', true)
	OR current_setting('clara.organisation', true) = '*');

GRANT USAGE ON SCHEMA keys TO clara_config, clara_sync, clara_scoring, clara_writeback;
GRANT SELECT, INSERT, DELETE ON keys.candidate TO clara_config, clara_sync;
GRANT SELECT ON keys.candidate TO clara_scoring, clara_writeback;
GRANT SELECT, INSERT ON keys.application_alias TO clara_config, clara_scoring;
GRANT SELECT ON keys.application_alias TO clara_sync;
