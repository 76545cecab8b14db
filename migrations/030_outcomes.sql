-- What is published: outcomes, the log that proves them, and what became of them. It names no account;
-- the dialogue's id stands here only to know whose participants may read what is not public.

CREATE TABLE log_leaves (
  index bigint PRIMARY KEY CHECK (index >= 0),
  -- SHA-256 of an outcome's canonical form, or of a withdrawal notice.
  data text NOT NULL CHECK (data ~ '^[0-9a-f]{64}$')
);

CREATE TABLE log_heads (
  size bigint PRIMARY KEY CHECK (size >= 0),
  root text NOT NULL CHECK (root ~ '^[0-9a-f]{64}$'),
  signature text NOT NULL
);

-- The key that signs the heads of the log: made once.
CREATE TABLE log_keys (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  private_key text NOT NULL,
  public_key text NOT NULL
);

CREATE TABLE outcomes (
  reference text PRIMARY KEY,
  dialogue_id uuid NOT NULL,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  canonical text NOT NULL,
  distribution text NOT NULL CHECK (distribution IN ('participants', 'observers', 'public')),
  published_on date NOT NULL,
  embargo_until timestamptz,
  leaf_index bigint NOT NULL UNIQUE REFERENCES log_leaves (index),
  superseded_by text REFERENCES outcomes (reference),
  withdrawn_on date,
  withdrawal_leaf bigint UNIQUE REFERENCES log_leaves (index),
  search_terms text[] NOT NULL
);
CREATE INDEX outcomes_by_term ON outcomes USING gin (search_terms);
CREATE INDEX outcomes_by_dialogue ON outcomes (dialogue_id);

-- Official channels that an outcome was sent to, and what became of it and of each recommendation.
CREATE TABLE outcome_follow_ups (
  reference text NOT NULL REFERENCES outcomes (reference),
  position integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('referral', 'follow-up')),
  -- The number of the recommendation, or null for the whole outcome.
  recommendation text,
  status text NOT NULL CHECK (status IN ('referred', 'received', 'under-discussion', 'taken-up', 'not-taken-up')),
  words jsonb NOT NULL,
  noted_on date NOT NULL,
  PRIMARY KEY (reference, position)
);

-- Counts what changed on the public side, so that kept pages are known to be fresh.
CREATE TABLE published_versions (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  version bigint NOT NULL
);
INSERT INTO published_versions (version) VALUES (0);
CREATE FUNCTION count_published_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE published_versions SET version = version + 1;
  RETURN NULL;
END
$$;
CREATE TRIGGER outcomes_counted AFTER INSERT OR UPDATE OR DELETE ON outcomes
  FOR EACH STATEMENT EXECUTE FUNCTION count_published_version();
CREATE TRIGGER follow_ups_counted AFTER INSERT OR UPDATE OR DELETE ON outcome_follow_ups
  FOR EACH STATEMENT EXECUTE FUNCTION count_published_version();

-- What was published and logged is only ever added to; an outcome's words never change.
CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was published is not rewritten';
END
$$;
CREATE TRIGGER leaves_are_kept BEFORE UPDATE OR DELETE ON log_leaves
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER heads_are_kept BEFORE UPDATE OR DELETE ON log_heads
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER outcomes_are_kept BEFORE DELETE ON outcomes
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER words_are_kept BEFORE UPDATE ON outcomes FOR EACH ROW
  WHEN (OLD.canonical IS DISTINCT FROM NEW.canonical OR OLD.sha256 IS DISTINCT FROM NEW.sha256
    OR OLD.leaf_index IS DISTINCT FROM NEW.leaf_index OR OLD.reference IS DISTINCT FROM NEW.reference)
  EXECUTE FUNCTION refuse_rewriting();
