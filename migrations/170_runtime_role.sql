-- The server itself works as parley_app, which owns nothing: it reads and writes rows, under policies, and changes
-- no table, no policy and no role. What it may do with each table is granted after every migration, from the catalogue.

DO $$
BEGIN
  BEGIN
    CREATE ROLE parley_app NOLOGIN NOSUPERUSER NOBYPASSRLS;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
  END;
  IF NOT pg_has_role(current_user, 'parley_app', 'MEMBER') THEN
    GRANT parley_app TO CURRENT_USER;
  END IF;
END
$$;

-- Up to this epoch a text's updates were those of a private draft; who reads the text later does not read them.
ALTER TABLE texts ADD COLUMN private_epoch integer NOT NULL DEFAULT 0;
UPDATE texts t SET private_epoch = epoch - 1 WHERE epoch > 1 AND EXISTS (
  SELECT FROM events e WHERE e.dialogue_id = t.dialogue_id AND e.audience = 'room'
    AND e.type = 'AmendmentTabled' AND e.payload->>'amendmentId' = t.id::text);

DROP POLICY of_the_person ON text_updates;
CREATE POLICY of_the_person ON text_updates FOR SELECT TO parley_reader
  USING (EXISTS (SELECT FROM texts t WHERE t.id = text_id AND text_updates.epoch > t.private_epoch));

-- The dialogues that the account of this transaction belongs to, and how.
CREATE FUNCTION my_dialogues() RETURNS TABLE (dialogue_id uuid, role text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT m.dialogue_id, m.role FROM public.memberships m
  WHERE m.account_id = nullif(current_setting('parley.account', true), '')::uuid AND NOT m.suspended
$$;
REVOKE ALL ON FUNCTION my_dialogues() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION my_dialogues() TO parley_reader;

ALTER TABLE dialogues ENABLE ROW LEVEL SECURITY;
ALTER TABLE dialogues FORCE ROW LEVEL SECURITY;
ALTER TABLE memberships ENABLE ROW LEVEL SECURITY;
ALTER TABLE memberships FORCE ROW LEVEL SECURITY;
ALTER TABLE revision_clauses ENABLE ROW LEVEL SECURITY;
ALTER TABLE revision_clauses FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_server ON dialogues TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY of_the_server ON memberships TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY of_the_server ON revision_clauses TO CURRENT_USER USING (true) WITH CHECK (true);

-- How far a dialogue's streams go is nothing for a person to read.
GRANT SELECT (id, title, created_at) ON dialogues TO parley_reader;
GRANT SELECT ON memberships, revision_clauses TO parley_reader;
CREATE POLICY of_the_person ON dialogues FOR SELECT TO parley_reader
  USING (id IN (SELECT m.dialogue_id FROM my_dialogues() m));
CREATE POLICY of_the_person ON memberships FOR SELECT TO parley_reader
  USING (account_id = nullif(current_setting('parley.account', true), '')::uuid);
CREATE POLICY of_the_person ON revision_clauses FOR SELECT TO parley_reader
  USING (dialogue_id IN (SELECT s.dialogue_id FROM my_streams() s WHERE s.audience = 'room'));

-- Outcomes for somebody signed in: those for everybody, and those of the dialogues they belong to.
GRANT SELECT ON outcomes, outcome_follow_ups, log_leaves, log_heads, published_versions TO parley_reader;
CREATE POLICY of_the_person ON outcomes FOR SELECT TO parley_reader
  USING ((embargo_until IS NULL OR embargo_until <= clock_timestamp()) AND (distribution = 'public'
    OR EXISTS (SELECT FROM my_dialogues() m WHERE m.dialogue_id = outcomes.dialogue_id
      AND (m.role <> 'observer' OR outcomes.distribution = 'observers'))));
CREATE POLICY of_the_person ON outcome_follow_ups FOR SELECT TO parley_reader
  USING (EXISTS (SELECT FROM outcomes o WHERE o.reference = outcome_follow_ups.reference));
