-- What is written and taken away again to see whether there is room for more.
CREATE TABLE storage_trials (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  filler bytea NOT NULL
);
ALTER TABLE storage_trials ALTER COLUMN filler SET STORAGE EXTERNAL;
