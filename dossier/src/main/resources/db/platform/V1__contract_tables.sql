-- Tables that several services share by contract. Changes here are expand/contract only.

-- Lets a table show the rows of one organisation only: those of clara.organisation, which
-- every transaction sets; '*' is for runners that serve all organisations.
CREATE FUNCTION platform.protect(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
	IF NOT EXISTS (SELECT 1 FROM pg_policy WHERE polrelid = target AND polname = 'organisation') THEN
		EXECUTE format('CREATE POLICY organisation ON %s USING (organisation_id = current_setting(''clara.organisation'', true)'
			|| ' OR current_setting(''clara.organisation'', true) = ''*'')', target);
	END IF;
END $$;

-- The two tables that several services have in their own schemas; service-kit reads and writes them.
CREATE FUNCTION platform.create_work(schema text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('CREATE TABLE %I.work (
		organisation_id text NOT NULL,
		integration_id text NOT NULL,
		subject text NOT NULL,
		kind text NOT NULL,
		priority smallint NOT NULL,
		payload text NOT NULL,
		revision bigint NOT NULL DEFAULT 1,
		attempts int NOT NULL DEFAULT 0,
		state text NOT NULL DEFAULT ''READY'',
		not_before timestamptz NOT NULL,
		cause text,
		lease_id text,
		leased_until timestamptz,
		traceparent text NOT NULL,
		causation_id text,
		first_asked_at timestamptz NOT NULL DEFAULT now(),
		updated_at timestamptz NOT NULL DEFAULT now(),
		PRIMARY KEY (organisation_id, integration_id, subject))', schema);
	EXECUTE format('CREATE INDEX work_ready ON %I.work (organisation_id, integration_id, priority, not_before)
		WHERE state = ''READY''', schema);
END $$;

CREATE FUNCTION platform.create_outbox(schema text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('CREATE TABLE %I.outbox (
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
		causation_id text)', schema);
	EXECUTE format('CREATE INDEX outbox_shard ON %I.outbox (shard, id)', schema);
END $$;

CREATE TABLE platform.credentials (
	organisation_id text NOT NULL,
	integration_id text NOT NULL,
	revision bigint NOT NULL,
	sealed bytea NOT NULL,
	expires_at timestamptz,
	renew_requested bigint NOT NULL DEFAULT 0,
	state text NOT NULL DEFAULT 'VALID',
	updated_at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (organisation_id, integration_id)
);
SELECT platform.protect('platform.credentials');
GRANT SELECT, INSERT, UPDATE, DELETE ON platform.credentials TO clara_config;
GRANT SELECT, UPDATE (renew_requested) ON platform.credentials TO clara_sync, clara_writeback;

CREATE TABLE platform.rate_budget (
	organisation_id text NOT NULL,
	integration_id text NOT NULL,
	scope text NOT NULL,
	window_started timestamptz NOT NULL,
	window_ms bigint NOT NULL,
	allowed int NOT NULL,
	used int NOT NULL,
	closed_until timestamptz,
	updated_at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (organisation_id, integration_id, scope)
);
SELECT platform.protect('platform.rate_budget');
GRANT SELECT, INSERT, UPDATE ON platform.rate_budget TO clara_config, clara_sync, clara_writeback;

GRANT USAGE ON SCHEMA platform TO clara_config, clara_sync, clara_scoring, clara_writeback;
