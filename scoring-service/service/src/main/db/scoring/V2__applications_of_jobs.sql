-- The last snapshot of each application that can be scored, so that it waits for its job here and not in the topic,
-- and is scored again when the text of its job changes.

CREATE TABLE scoring.application (
	organisation_id text NOT NULL,
	integration_id text NOT NULL,
	application_id text NOT NULL,
	job_id text NOT NULL,
	revision bigint NOT NULL,
	snapshot bytea NOT NULL,
	updated_at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (organisation_id, integration_id, application_id)
);
CREATE INDEX application_of_job ON scoring.application (organisation_id, integration_id, job_id);

SELECT platform.create_work('scoring');

ALTER TABLE scoring.current_score ADD COLUMN job_revision bigint NOT NULL DEFAULT 0;
ALTER TABLE scoring.current_score ADD COLUMN job_text_ref text;
