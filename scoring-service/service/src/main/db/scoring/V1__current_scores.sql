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

CREATE TABLE scoring.outbox (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	organisation_id text NOT NULL,
	shard smallint NOT NULL,
	topic text NOT NULL,
	key text NOT NULL,
	value bytea,
	ce_id text NOT NULL,
	ce_type text NOT NULL,
	ce_source text NOT NULL,
	ce_time timestamptz NOT NULL,
	traceparent text NOT NULL,
	causation_id text
);
CREATE INDEX outbox_shard ON scoring.outbox (shard, id);
