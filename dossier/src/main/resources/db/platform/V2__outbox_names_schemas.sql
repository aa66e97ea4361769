-- An event that waits says which schema its bytes were written with, by a name that no registry can change.

CREATE OR REPLACE FUNCTION platform.create_outbox(schema text) RETURNS void LANGUAGE plpgsql AS $$
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
		causation_id text,
		data_schema text)', schema);
	EXECUTE format('CREATE INDEX outbox_shard ON %I.outbox (shard, id)', schema);
END $$;

DO $$
DECLARE
	present regclass;
BEGIN
	FOR present IN SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE c.relname = 'outbox' AND c.relkind = 'r' AND n.nspname IN ('sync', 'scoring', 'writeback', 'config')
	LOOP
		EXECUTE format('ALTER TABLE %s ADD COLUMN IF NOT EXISTS data_schema text', present);
	END LOOP;
END $$;
