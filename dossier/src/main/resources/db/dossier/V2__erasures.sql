-- An erasure is a durable row that is worked off until every place has answered.

ALTER TABLE dossier.erasure
	ADD COLUMN person_digests text[] NOT NULL DEFAULT '{}',
	ADD COLUMN application_digests text[] NOT NULL DEFAULT '{}',
	ADD COLUMN origin text NOT NULL DEFAULT 'PERSON',
	ADD COLUMN reason text NOT NULL DEFAULT '',
	ADD COLUMN asked_by text,
	ADD COLUMN announced_at timestamptz,
	ADD COLUMN receipt_at timestamptz;
-- What was erased before had the vault as its only place: it is worked off again, to the receipt.
UPDATE dossier.erasure SET person_digests = ARRAY[digest], done_at = NULL;
CREATE UNIQUE INDEX erasure_alias ON dossier.erasure (organisation_id, alias);
CREATE INDEX erasure_persons ON dossier.erasure USING gin (person_digests);
CREATE INDEX erasure_unfinished ON dossier.erasure (asked_at) WHERE receipt_at IS NULL;

-- What each place answered.
CREATE TABLE dossier.erasure_place (
	organisation_id text NOT NULL,
	integration_id text NOT NULL,
	alias text NOT NULL,
	place text NOT NULL,
	count int NOT NULL,
	done_at timestamptz NOT NULL,
	PRIMARY KEY (organisation_id, alias, place)
);
SELECT platform.protect('dossier.erasure_place');

-- Vendor ids that turned out to be one person, so that an erasure finds them all, whoever asks for it.
CREATE TABLE dossier.merged_candidate (
	organisation_id text NOT NULL,
	integration_id text NOT NULL,
	candidate_id text NOT NULL,
	merged_id text NOT NULL,
	PRIMARY KEY (organisation_id, integration_id, candidate_id, merged_id)
);
CREATE INDEX merged_candidate_merged ON dossier.merged_candidate (organisation_id, integration_id, merged_id);
SELECT platform.protect('dossier.merged_candidate');

-- Where the applications of a person, and the rows of one application, are found without opening anything.
CREATE INDEX manifest_application ON dossier.manifest (organisation_id, integration_id, application_id);
CREATE INDEX material_application ON dossier.material (organisation_id, integration_id, application_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON dossier.erasure_place TO clara_config, clara_sync;
GRANT SELECT, INSERT, DELETE ON dossier.merged_candidate TO clara_config, clara_sync;
