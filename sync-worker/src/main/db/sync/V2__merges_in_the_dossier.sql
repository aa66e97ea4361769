-- Merges are read by whoever takes a request for erasure, so they moved to the dossier. An older
-- sync-worker that still writes here during a rollout writes there through the trigger.

INSERT INTO dossier.merged_candidate (organisation_id, integration_id, candidate_id, merged_id)
SELECT organisation_id, integration_id, candidate_id, merged_id FROM merged_candidate
ON CONFLICT DO NOTHING;

CREATE FUNCTION sync.merged_to_dossier() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO dossier.merged_candidate (organisation_id, integration_id, candidate_id, merged_id)
		VALUES (NEW.organisation_id, NEW.integration_id, NEW.candidate_id, NEW.merged_id) ON CONFLICT DO NOTHING;
	RETURN NULL;
END $$;

CREATE TRIGGER merged_to_dossier AFTER INSERT ON merged_candidate
	FOR EACH ROW EXECUTE FUNCTION sync.merged_to_dossier();
