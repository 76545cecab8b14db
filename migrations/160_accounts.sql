-- What stands behind a sign-in beside a password, and what an account is told of itself.

-- When the person last proved who they are in this sign-in: sensitive steps ask for it to be recent.
ALTER TABLE sign_ins ADD COLUMN authenticated_at timestamptz NOT NULL DEFAULT clock_timestamp();

-- One-time codes (RFC 6238). The secret has to be known to check a code; a code's step is taken once.
CREATE TABLE one_time_codes (
  account_id uuid PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
  secret text NOT NULL,
  confirmed_at timestamptz,
  last_step bigint NOT NULL DEFAULT 0
);

-- Codes for the day when the second factor is lost, each good once, kept as SHA-256 (80 random bits each).
CREATE TABLE recovery_codes (
  account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  code_hash text NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (account_id, code_hash)
);

CREATE TABLE passkeys (
  -- The credential's id, base64url.
  id text PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  public_key bytea NOT NULL,
  counter bigint NOT NULL,
  transports text[] NOT NULL,
  name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  last_used_at timestamptz
);
CREATE INDEX passkeys_by_account ON passkeys (account_id);

-- Whom an institution's identity provider knows as which account.
CREATE TABLE institution_links (
  issuer text NOT NULL,
  subject text NOT NULL,
  account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  linked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (issuer, subject)
);

-- Steps that are under way: a second factor that is asked for, a challenge, the way to an institution and back, a
-- link to a new password. Each is named by a secret that is kept only as its SHA-256, ends soon, and is taken once.
CREATE TABLE tickets (
  secret_hash text PRIMARY KEY,
  kind text NOT NULL,
  account_id uuid REFERENCES accounts (id) ON DELETE CASCADE,
  data jsonb NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX tickets_by_account ON tickets (account_id);

-- Browsers that an account has signed in with, by the SHA-256 of a cookie.
CREATE TABLE known_devices (
  account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  device_hash text NOT NULL,
  first_seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (account_id, device_hash)
);

-- What happened to an account, for its owner to see.
CREATE TABLE account_events (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  kind text NOT NULL,
  detail text NOT NULL DEFAULT '',
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX account_events_by_account ON account_events (account_id, at);
