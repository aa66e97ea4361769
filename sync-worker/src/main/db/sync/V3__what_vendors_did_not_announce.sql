-- Changes that a sweep found before their announcement came. When none comes by the time at which the
-- vendor gives up, the sweep repaired something.
CREATE TABLE unannounced (
	organisation_id text NOT NULL,
	integration_id text NOT NULL,
	application_id text NOT NULL,
	changes text NOT NULL,
	stage_id text,
	due_at timestamptz NOT NULL,
	PRIMARY KEY (organisation_id, integration_id, application_id),
	FOREIGN KEY (organisation_id, integration_id, application_id) REFERENCES application ON DELETE CASCADE
);
CREATE INDEX unannounced_due ON unannounced (organisation_id, integration_id, due_at);

-- The stage to which write-back moved an application last: who sees it there sees our own move.
CREATE TABLE own_move (
	organisation_id text NOT NULL,
	integration_id text NOT NULL,
	application_id text NOT NULL,
	stage_id text NOT NULL,
	moved_at timestamptz NOT NULL,
	PRIMARY KEY (organisation_id, integration_id, application_id),
	FOREIGN KEY (organisation_id, integration_id, application_id) REFERENCES application ON DELETE CASCADE
);
