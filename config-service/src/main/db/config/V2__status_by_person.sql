-- A person's statuses are found to be forgotten, and to be named in a request for erasure.

CREATE INDEX application_status_candidate ON application_status (organisation_id, integration_id, candidate_id);
