-- The record: dialogues, their streams of events, and the answers to commands.

CREATE TABLE dialogues (
  id uuid PRIMARY KEY,
  -- {"<audience>": {"seq": n, "hash": "…"}}: the last event of each stream. Locking this row makes one writer at a time.
  heads jsonb NOT NULL DEFAULT '{}',
  title jsonb NOT NULL DEFAULT '{"en": "", "zh": ""}',
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE events (
  dialogue_id uuid NOT NULL REFERENCES dialogues (id),
  audience text NOT NULL CHECK (audience IN ('room', 'moderators') OR audience ~ '^delegation:[0-9a-f-]{36}$'),
  seq bigint NOT NULL CHECK (seq > 0),
  type text NOT NULL,
  v integer NOT NULL,
  payload jsonb NOT NULL,
  -- The account that caused it; null stands for the system.
  actor uuid,
  at timestamptz NOT NULL,
  prev_hash text NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (dialogue_id, audience, seq)
);

-- The record is only ever added to.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the record is only added to';
END
$$;
CREATE TRIGGER events_are_kept BEFORE UPDATE ON events
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What was answered to an accepted command, so that a retry is answered and not repeated.
CREATE TABLE commands (
  dialogue_id uuid NOT NULL REFERENCES dialogues (id),
  account_id uuid NOT NULL,
  command_id uuid NOT NULL,
  fingerprint text NOT NULL,
  answer jsonb NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (dialogue_id, account_id, command_id)
);

-- Who belongs to which dialogue: a projection of the record, for lists and first checks.
CREATE TABLE memberships (
  dialogue_id uuid NOT NULL REFERENCES dialogues (id),
  account_id uuid NOT NULL,
  role text NOT NULL,
  delegation_id uuid,
  suspended boolean NOT NULL DEFAULT false,
  PRIMARY KEY (dialogue_id, account_id)
);
CREATE INDEX memberships_by_account ON memberships (account_id);
