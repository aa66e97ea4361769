-- How many audits were done since the last doubt: a late write is looked for several times.

ALTER TABLE ledger ADD COLUMN audits int NOT NULL DEFAULT 0;
