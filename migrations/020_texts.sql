-- The texts: words under negotiation, each a log of updates that several people write at once.

CREATE TABLE texts (
  id uuid PRIMARY KEY,
  dialogue_id uuid NOT NULL REFERENCES dialogues (id),
  -- Texts of one group are opened together.
  group_id uuid NOT NULL,
  audience text NOT NULL CHECK (audience IN ('room', 'moderators') OR audience ~ '^delegation:[0-9a-f-]{36}$'),
  roots text[] NOT NULL,
  -- Counts the rebuildings: updates of an earlier epoch are history and no part of the present document.
  epoch integer NOT NULL DEFAULT 1,
  -- The number of the last update. Locking this row makes one writer at a time.
  head_seq bigint NOT NULL DEFAULT 0,
  locked boolean NOT NULL DEFAULT false,
  -- Yjs client ids are issued in order and never again.
  next_client integer NOT NULL DEFAULT 1,
  bytes bigint NOT NULL DEFAULT 0,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX texts_by_group ON texts (group_id);

-- One row for each author and commit: what was written, by whom, when. Never changed.
CREATE TABLE text_updates (
  text_id uuid NOT NULL REFERENCES texts (id),
  seq bigint NOT NULL CHECK (seq > 0),
  epoch integer NOT NULL,
  author uuid NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  body bytea NOT NULL,
  -- The ids of the client's messages that are in it, so that a retry is recognised.
  mids uuid[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (text_id, seq)
);
CREATE TRIGGER text_updates_are_kept BEFORE UPDATE ON text_updates
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Which Yjs client id was issued to which account.
CREATE TABLE text_clients (
  text_id uuid NOT NULL REFERENCES texts (id),
  client_id integer NOT NULL,
  account_id uuid NOT NULL,
  epoch integer NOT NULL,
  issued_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (text_id, client_id)
);

-- A cache of the log's present state, up to a number; may be dropped at any time.
CREATE TABLE text_snapshots (
  text_id uuid PRIMARY KEY REFERENCES texts (id),
  epoch integer NOT NULL,
  seq bigint NOT NULL,
  body bytea NOT NULL
);
ALTER TABLE text_snapshots ALTER COLUMN body SET STORAGE EXTERNAL;
ALTER TABLE text_updates ALTER COLUMN body SET STORAGE EXTERNAL;
