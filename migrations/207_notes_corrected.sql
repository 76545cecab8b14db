-- A note of what became of an outcome stays as it is; a later one may stand in its place.
ALTER TABLE outcome_follow_ups
  ADD COLUMN corrects integer,
  ADD FOREIGN KEY (reference, corrects) REFERENCES outcome_follow_ups (reference, position),
  ADD UNIQUE (reference, corrects),
  ADD CHECK (corrects < position);
