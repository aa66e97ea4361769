-- Work that one throttled connection cannot hold up, and a rate budget that no window's edge doubles.

-- Adds to a schema's work what leasing needs, whether its table is new or old. Free and leased rows
-- have indexes of their own, so that the cost of leasing does not grow with the backlog.
CREATE FUNCTION platform.extend_work(schema text) RETURNS void LANGUAGE plpgsql SET client_min_messages = warning AS $$
BEGIN
	EXECUTE format('ALTER TABLE %I.work ADD COLUMN IF NOT EXISTS lease_epoch bigint NOT NULL DEFAULT 0', schema);
	EXECUTE format('CREATE INDEX IF NOT EXISTS work_free ON %I.work (organisation_id, integration_id, priority,
		not_before) WHERE state = ''READY'' AND lease_id IS NULL', schema);
	EXECUTE format('CREATE INDEX IF NOT EXISTS work_leased ON %I.work (leased_until, organisation_id, integration_id,
		priority) WHERE lease_id IS NOT NULL', schema);
	EXECUTE format('CREATE INDEX IF NOT EXISTS work_resting ON %I.work (organisation_id, integration_id)
		WHERE state <> ''READY''', schema);
	EXECUTE format('DROP INDEX IF EXISTS %I.work_ready', schema);
	-- Rows of a connection of this rank or a lesser one are not leased before that time.
	EXECUTE format('CREATE TABLE IF NOT EXISTS %I.work_hold (
		organisation_id text NOT NULL,
		integration_id text NOT NULL,
		priority smallint NOT NULL,
		held_until timestamptz NOT NULL,
		PRIMARY KEY (organisation_id, integration_id, priority))', schema);
	-- How often a connection was woken: a run that began before may not park its row.
	EXECUTE format('CREATE TABLE IF NOT EXISTS %I.work_epoch (
		organisation_id text NOT NULL,
		integration_id text NOT NULL,
		epoch bigint NOT NULL,
		PRIMARY KEY (organisation_id, integration_id))', schema);
END $$;

CREATE OR REPLACE FUNCTION platform.create_work(schema text) RETURNS void LANGUAGE plpgsql AS $$
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
	PERFORM platform.extend_work(schema);
END $$;

-- The services' own migrations run after this one, so a table that is there is of the first version.
DO $$
DECLARE
	found text;
BEGIN
	FOR found IN SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE c.relname = 'work' AND c.relkind = 'r' AND n.nspname IN ('sync', 'writeback') LOOP
		PERFORM platform.extend_work(found);
	END LOOP;
END $$;

-- Requests are counted in slots of a twentieth of the window. Twenty-one slots cover every window that
-- can be laid over them, so what they hold together never exceeds the limit in any window, wherever it
-- starts.
ALTER TABLE platform.rate_budget
	ADD COLUMN slots int[] NOT NULL DEFAULT array_fill(0, ARRAY[21]),
	ADD COLUMN newest_slot bigint NOT NULL DEFAULT 0,
	ADD COLUMN lowered_to int,
	ADD COLUMN lowered_until timestamptz,
	ALTER COLUMN window_started SET DEFAULT now(),
	ALTER COLUMN used SET DEFAULT 0;

-- Locks a budget and slides its slots to the present. Sets the organisation itself, so that one
-- statement is the whole transaction.
CREATE FUNCTION platform.slide_budget(organisation text, integration text, of_scope text, span_ms bigint, most int)
RETURNS platform.rate_budget LANGUAGE plpgsql AS $$
DECLARE
	b platform.rate_budget;
	present bigint;
	passed bigint;
BEGIN
	PERFORM set_config('clara.organisation', organisation, true);
	SELECT * INTO b FROM platform.rate_budget
		WHERE organisation_id = organisation AND integration_id = integration AND scope = of_scope FOR UPDATE;
	IF NOT FOUND THEN
		INSERT INTO platform.rate_budget (organisation_id, integration_id, scope, window_ms, allowed)
			VALUES (organisation, integration, of_scope, span_ms, most) ON CONFLICT DO NOTHING;
		SELECT * INTO STRICT b FROM platform.rate_budget
			WHERE organisation_id = organisation AND integration_id = integration AND scope = of_scope FOR UPDATE;
	END IF;
	present := floor(extract(epoch FROM clock_timestamp()) * 1000 / ceil(span_ms / 20.0))::bigint;
	IF b.window_ms <> span_ms THEN
		-- Another rule since: everything counted so far counts as sent just now.
		b.slots := array_fill(0, ARRAY[20]) || (SELECT sum(s)::int FROM unnest(b.slots) s);
		b.newest_slot := present;
		b.window_ms := span_ms;
	END IF;
	passed := present - b.newest_slot;
	IF passed >= 21 THEN
		b.slots := array_fill(0, ARRAY[21]);
	ELSIF passed > 0 THEN
		b.slots := b.slots[passed + 1 : 21] || array_fill(0, ARRAY[passed::int]);
	END IF;
	b.newest_slot := greatest(present, b.newest_slot);
	b.allowed := CASE WHEN b.lowered_until > clock_timestamp() THEN least(most, b.lowered_to) ELSE most END;
	b.used := (SELECT sum(s) FROM unnest(b.slots) s);
	RETURN b;
END $$;

CREATE FUNCTION platform.keep_budget(b platform.rate_budget) RETURNS void LANGUAGE sql AS $$
	UPDATE platform.rate_budget SET slots = b.slots, newest_slot = b.newest_slot, window_ms = b.window_ms,
		allowed = b.allowed, used = b.used, lowered_to = b.lowered_to, lowered_until = b.lowered_until,
		closed_until = b.closed_until, updated_at = now()
	WHERE organisation_id = b.organisation_id AND integration_id = b.integration_id AND scope = b.scope
$$;

-- Takes up to wanted permits of the part of a limit that a caller may use; gives how many, and when there
-- are none how long to wait before asking again.
CREATE FUNCTION platform.take_permits(organisation text, integration text, of_scope text, span_ms bigint, most int,
	part float8, wanted int, OUT granted int, OUT wait_ms bigint) LANGUAGE plpgsql AS $$
DECLARE
	b platform.rate_budget := platform.slide_budget(organisation, integration, of_scope, span_ms, most);
	room int := greatest(1, floor(b.allowed * part)::int) - b.used;
	gone int := 0;
	present_ms numeric := extract(epoch FROM clock_timestamp()) * 1000;
BEGIN
	granted := 0;
	wait_ms := 0;
	IF b.closed_until > clock_timestamp() THEN
		wait_ms := ceil(extract(epoch FROM b.closed_until) * 1000 - present_ms);
	ELSIF room > 0 THEN
		granted := least(wanted, room);
		b.slots[21] := b.slots[21] + granted;
		b.used := b.used + granted;
		PERFORM platform.keep_budget(b);
	ELSE
		WHILE room <= 0 AND gone < 21 LOOP
			gone := gone + 1;
			room := room + b.slots[gone];
		END LOOP;
		wait_ms := ceil((b.newest_slot + gone) * ceil(span_ms / 20.0) - present_ms);
	END IF;
	wait_ms := CASE WHEN granted > 0 THEN 0 ELSE greatest(1, wait_ms) END;
END $$;

-- Takes note of what a vendor's answer said: it may lower a budget and close it, never raise it. Requests
-- that others made with the same account count as sent just now.
CREATE FUNCTION platform.note_limit(organisation text, integration text, of_scope text, span_ms bigint, most int,
	closed_ms bigint, said_limit int, said_remaining int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	b platform.rate_budget := platform.slide_budget(organisation, integration, of_scope, span_ms, most);
	others int;
BEGIN
	IF said_limit < b.allowed THEN
		b.lowered_to := greatest(1, said_limit);
		b.lowered_until := clock_timestamp() + span_ms * interval '1 millisecond';
		b.allowed := b.lowered_to;
	END IF;
	others := b.allowed - said_remaining - b.used;
	IF others > 0 THEN
		b.slots[21] := b.slots[21] + others;
		b.used := b.used + others;
	END IF;
	IF closed_ms > 0 THEN
		b.closed_until := greatest(b.closed_until, clock_timestamp() + closed_ms * interval '1 millisecond');
	END IF;
	PERFORM platform.keep_budget(b);
END $$;
