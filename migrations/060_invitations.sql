-- Invitations: links that work once and for a stated time. The link's secret is kept only as its SHA-256.
CREATE TABLE invitations (
  id uuid PRIMARY KEY,
  secret_hash text NOT NULL UNIQUE,
  dialogue_id uuid NOT NULL REFERENCES dialogues (id),
  account_id uuid NOT NULL REFERENCES accounts (id),
  invited_by uuid NOT NULL REFERENCES accounts (id),
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX invitations_by_account ON invitations (account_id);
