-- The current score of each application: tells a repeated snapshot from a new one, and what a score supersedes.

CREATE TABLE scoring.current_score (
	organisation_id text NOT NULL,
	integration_id text NOT NULL,
	application_id text NOT NULL,
	score_id text NOT NULL,
	application_revision bigint NOT NULL,
	outcome text NOT NULL,
	total_tenths int,
	scored_at timestamptz NOT NULL,
	PRIMARY KEY (organisation_id, integration_id, application_id)
);

SELECT platform.create_outbox('scoring');
