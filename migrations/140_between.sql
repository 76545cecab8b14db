-- Between sessions: what comes due, how far somebody has seen, what they are told, and by which mails.

-- The next instant at which a dialogue has something due or somebody is to be reminded: a projection of the record,
-- written with the events. A dialogue without a row waits for nothing.
CREATE TABLE deadlines (
  dialogue_id uuid PRIMARY KEY REFERENCES dialogues (id),
  due_at timestamptz NOT NULL
);
CREATE INDEX deadlines_by_instant ON deadlines (due_at);
-- Dialogues that were there before are looked at once.
INSERT INTO deadlines SELECT id, clock_timestamp() FROM dialogues;

-- What an account has chosen for itself. Without a language, mails carry both.
CREATE TABLE account_settings (
  account_id uuid PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
  language text CHECK (language IN ('en', 'zh')),
  time_zone text,
  mail text NOT NULL DEFAULT 'at-once' CHECK (mail IN ('at-once', 'digest', 'off')),
  digest_hour integer NOT NULL DEFAULT 8 CHECK (digest_hour BETWEEN 0 AND 23)
);

-- How far somebody has seen a dialogue: the numbers of the last events of the streams they receive. A visit ends after
-- half an hour of absence; `base` is where the present visit began, or what was marked as seen since.
CREATE TABLE seen (
  account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  dialogue_id uuid NOT NULL REFERENCES dialogues (id) ON DELETE CASCADE,
  base jsonb NOT NULL,
  base_at timestamptz NOT NULL,
  heads jsonb NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (account_id, dialogue_id)
);

-- A mail on its way. It holds no words before it is first claimed; from then on it stays the same, byte for byte.
CREATE TABLE mails (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('at-once', 'digest', 'invitation')),
  -- The link of an invitation, until it is sent.
  secret_path text,
  due_at timestamptz NOT NULL,
  subject text,
  body text,
  attempts integer NOT NULL DEFAULT 0,
  claimed_until timestamptz,
  -- Sent, or given up for good: nobody is left to tell, or the address takes nothing.
  ended text CHECK (ended IN ('sent', 'nothing-to-tell', 'refused')),
  ended_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX mails_waiting ON mails (due_at) WHERE ended IS NULL;
-- One digest an account and an hour.
CREATE UNIQUE INDEX mails_digest ON mails (account_id, due_at) WHERE kind = 'digest' AND ended IS NULL;

-- What somebody is told: which thing of the record, never its words.
CREATE TABLE notices (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  dialogue_id uuid NOT NULL REFERENCES dialogues (id) ON DELETE CASCADE,
  -- Tells the same thing apart from another, so that nothing is told twice.
  key text NOT NULL,
  kind text NOT NULL,
  subject uuid NOT NULL,
  -- Where it leads: {"page", "number"?, "proposalId"?, "clauseId"?}.
  place jsonb NOT NULL,
  at timestamptz NOT NULL,
  read_at timestamptz,
  mail_id uuid REFERENCES mails (id) ON DELETE SET NULL,
  UNIQUE (account_id, dialogue_id, key)
);
CREATE INDEX notices_by_account ON notices (account_id, at DESC);
CREATE INDEX notices_by_mail ON notices (mail_id);

-- The address of a calendar that programs fetch; its secret is kept only as its SHA-256.
CREATE TABLE calendar_links (
  account_id uuid PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
  secret_hash text NOT NULL UNIQUE,
  language text NOT NULL CHECK (language IN ('en', 'zh')),
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  fetched_at timestamptz
);
