-- Why an outcome was withdrawn stands on its page and in the logged notice.
ALTER TABLE outcomes ADD COLUMN withdrawal_reason jsonb;

-- Files that take long to make, by the SHA-256 of everything they are made from. A cache: nothing is lost with it.
CREATE TABLE outcome_files (
  key text PRIMARY KEY CHECK (key ~ '^[0-9a-f]{64}$'),
  bytes bytea NOT NULL,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
