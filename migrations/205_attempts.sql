-- Attempts that are counted within a window: guesses of a password, wrong proofs, questions for a link. Whose they are
-- is kept as a hash, and only until the window ends.
CREATE TABLE attempts (
  key_hash text PRIMARY KEY,
  count integer NOT NULL CHECK (count >= 0),
  until timestamptz NOT NULL
);
CREATE INDEX attempts_by_end ON attempts (until);
