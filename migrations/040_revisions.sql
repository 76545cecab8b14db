-- The words of every issued revision, kept as they were when it was issued.

CREATE TABLE revision_clauses (
  dialogue_id uuid NOT NULL REFERENCES dialogues (id),
  proposal_id uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  -- The clause's place in the revision, from 0.
  place integer NOT NULL,
  clause_id uuid NOT NULL,
  kind text NOT NULL,
  level integer NOT NULL,
  -- What is printed before it; null for what carries no number.
  printed text,
  hash text NOT NULL,
  words jsonb NOT NULL,
  PRIMARY KEY (dialogue_id, proposal_id, number, place)
);
CREATE TRIGGER revision_clauses_are_kept BEFORE UPDATE OR DELETE ON revision_clauses
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
