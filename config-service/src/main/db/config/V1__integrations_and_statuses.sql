-- Connections, their webhooks and jobs, and the one row per application on which every status is decided.

CREATE TABLE integration (
    organisation_id text NOT NULL,
    integration_id text NOT NULL,
    ats text NOT NULL,
    caption text NOT NULL,
    state text NOT NULL,
    settings text NOT NULL DEFAULT '{}',
    account_id text,
    account_name text,
    threshold int NOT NULL DEFAULT 70 CHECK (threshold BETWEEN 0 AND 100),
    write_notes boolean NOT NULL DEFAULT true,
    write_tags boolean NOT NULL DEFAULT true,
    move_stages boolean NOT NULL DEFAULT false,
    writes_per_hour int NOT NULL DEFAULT 500,
    credential_revision bigint NOT NULL DEFAULT 0,
    address_token bytea NOT NULL,
    secrets_revision bigint NOT NULL DEFAULT 0,
    revision bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (organisation_id, integration_id)
);

CREATE TABLE tracked_job (
    organisation_id text NOT NULL,
    integration_id text NOT NULL,
    job_id text NOT NULL,
    tracked_since timestamptz NOT NULL,
    threshold int CHECK (threshold BETWEEN 0 AND 100),
    backfill_released boolean NOT NULL DEFAULT false,
    PRIMARY KEY (organisation_id, integration_id, job_id)
);

CREATE TABLE stage_move (
    organisation_id text NOT NULL,
    integration_id text NOT NULL,
    job_id text NOT NULL,
    status text NOT NULL,
    stage_id text NOT NULL,
    PRIMARY KEY (organisation_id, integration_id, job_id, status)
);

CREATE TABLE stage_status (
    organisation_id text NOT NULL,
    integration_id text NOT NULL,
    job_id text NOT NULL,
    stage_id text NOT NULL,
    status text NOT NULL,
    PRIMARY KEY (organisation_id, integration_id, job_id, stage_id)
);

CREATE TABLE webhook_secret (
    organisation_id text NOT NULL,
    integration_id text NOT NULL,
    secret_id text NOT NULL,
    slot text NOT NULL,
    made_by text NOT NULL,
    sealed bytea NOT NULL,
    valid_until timestamptz,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (organisation_id, integration_id, secret_id)
);

CREATE TABLE connection_token (
    organisation_id text NOT NULL,
    integration_id text NOT NULL,
    digest bytea NOT NULL,
    PRIMARY KEY (organisation_id, integration_id, digest),
    UNIQUE (digest)
);

CREATE TABLE webhook_slot (
    organisation_id text NOT NULL,
    integration_id text NOT NULL,
    slot text NOT NULL,
    tested_at timestamptz,
    delivered_at timestamptz,
    deliveries bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (organisation_id, integration_id, slot)
);

CREATE TABLE consent (
    organisation_id text NOT NULL,
    integration_id text NOT NULL,
    state_digest bytea NOT NULL,
    redirect_uri text NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (state_digest)
);

CREATE TABLE application_status (
    organisation_id text NOT NULL,
    integration_id text NOT NULL,
    application_id text NOT NULL,
    ats text NOT NULL,
    candidate_id text NOT NULL,
    job_id text NOT NULL,
    application_state text NOT NULL DEFAULT 'UNKNOWN',
    stage_id text,
    origin text NOT NULL DEFAULT 'LIVE',
    reply_refs text NOT NULL DEFAULT '{}',
    applied_at timestamptz,
    dossier_ref text,
    application_revision bigint NOT NULL DEFAULT 0,
    score_id text,
    score_job_id text,
    score_outcome text,
    total_tenths int,
    score_needs_review boolean NOT NULL DEFAULT false,
    explanation_ref text,
    model_version text,
    score_application_revision bigint NOT NULL DEFAULT 0,
    score_created_at timestamptz,
    status text,
    status_origin text,
    status_score_id text,
    status_threshold int,
    status_held boolean NOT NULL DEFAULT false,
    status_application_state text,
    status_stage_id text,
    score_changed boolean NOT NULL DEFAULT false,
    decided_by text,
    reason_code text,
    decided_at timestamptz,
    comment_ref text,
    revision bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (organisation_id, integration_id, application_id)
);
CREATE INDEX application_status_job ON application_status (organisation_id, integration_id, job_id);

-- Applications to decide again after an admin changed the rules; after_id is how far it got.
CREATE TABLE redecision (
    organisation_id text NOT NULL,
    integration_id text NOT NULL,
    job_id text NOT NULL,
    generation bigint NOT NULL DEFAULT 1,
    after_id text NOT NULL DEFAULT '',
    PRIMARY KEY (organisation_id, integration_id, job_id)
);

SELECT platform.create_outbox('config');
