-- Accounts, sign-ins, and what the server keeps to itself.

CREATE TABLE accounts (
  id uuid PRIMARY KEY,
  email text NOT NULL,
  name text NOT NULL,
  name_zh text NOT NULL DEFAULT '',
  -- scrypt, with its parameters and salt; null: nobody signs in with a password
  password text,
  -- Grows with every change of what the account may do.
  rights_version integer NOT NULL DEFAULT 1,
  disabled_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE UNIQUE INDEX accounts_email ON accounts (lower(email));

CREATE TABLE sign_ins (
  -- What its owner sees and ends it by; the cookie's secret is kept only as its SHA-256.
  id uuid PRIMARY KEY,
  secret_hash text NOT NULL UNIQUE,
  account_id uuid NOT NULL REFERENCES accounts (id),
  data jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  last_seen_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX sign_ins_by_account ON sign_ins (account_id);

CREATE TABLE server_secrets (
  name text PRIMARY KEY,
  value text NOT NULL
);

-- The people of the demonstration, whom anyone may enter as while it runs, and how they are introduced:
-- {"role", "delegation": {"id", "label", "name": {"en", "zh"}} or null, "expertise" or null}.
CREATE TABLE demo_people (
  account_id uuid PRIMARY KEY REFERENCES accounts (id),
  place integer NOT NULL,
  introduction jsonb NOT NULL
);
