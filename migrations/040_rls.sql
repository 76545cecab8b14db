-- Row-level security: PostgreSQL repeats who may read what. Reading for a person is done as parley_reader, with the
-- person's account in the setting parley.account; the public site reads as parley_public. Neither owns anything.
-- Both belong to the whole server, not to one database, and may be there already.

DO $$
DECLARE wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['parley_reader', 'parley_public'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS', wanted);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
    IF NOT pg_has_role(current_user, wanted, 'MEMBER') THEN
      EXECUTE format('GRANT %I TO CURRENT_USER', wanted);
    END IF;
  END LOOP;
END
$$;

-- The streams that the account of this transaction receives. An account that is not set receives none.
CREATE FUNCTION my_streams() RETURNS TABLE (dialogue_id uuid, audience text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT m.dialogue_id, a.audience
  FROM public.memberships m
  CROSS JOIN LATERAL (
    SELECT 'room' UNION ALL
    SELECT 'delegation:' || m.delegation_id WHERE m.delegation_id IS NOT NULL UNION ALL
    SELECT 'moderators' WHERE m.role = 'moderator'
  ) AS a (audience)
  WHERE m.account_id = nullif(current_setting('parley.account', true), '')::uuid
    AND NOT m.suspended AND m.role <> 'observer'
$$;

-- The same for texts: those of the moderators are open to the rapporteur, too.
CREATE FUNCTION my_texts() RETURNS TABLE (dialogue_id uuid, audience text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT s.dialogue_id, s.audience FROM public.my_streams() s UNION
  SELECT m.dialogue_id, 'moderators' FROM public.memberships m
  WHERE m.account_id = nullif(current_setting('parley.account', true), '')::uuid
    AND NOT m.suspended AND m.role = 'rapporteur'
$$;
REVOKE ALL ON FUNCTION my_streams(), my_texts() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION my_streams(), my_texts() TO parley_reader;

ALTER TABLE events ENABLE ROW LEVEL SECURITY;
ALTER TABLE events FORCE ROW LEVEL SECURITY;
ALTER TABLE texts ENABLE ROW LEVEL SECURITY;
ALTER TABLE texts FORCE ROW LEVEL SECURITY;
ALTER TABLE text_updates ENABLE ROW LEVEL SECURITY;
ALTER TABLE text_updates FORCE ROW LEVEL SECURITY;
ALTER TABLE text_snapshots ENABLE ROW LEVEL SECURITY;
ALTER TABLE text_snapshots FORCE ROW LEVEL SECURITY;
ALTER TABLE outcomes ENABLE ROW LEVEL SECURITY;
ALTER TABLE outcomes FORCE ROW LEVEL SECURITY;
ALTER TABLE outcome_follow_ups ENABLE ROW LEVEL SECURITY;
ALTER TABLE outcome_follow_ups FORCE ROW LEVEL SECURITY;

-- The server itself folds every stream and writes what was decided.
CREATE POLICY of_the_server ON events TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY of_the_server ON texts TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY of_the_server ON text_updates TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY of_the_server ON text_snapshots TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY of_the_server ON outcomes TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY of_the_server ON outcome_follow_ups TO CURRENT_USER USING (true) WITH CHECK (true);

GRANT SELECT ON events, texts, text_updates, text_snapshots TO parley_reader;
CREATE POLICY of_the_person ON events FOR SELECT TO parley_reader
  USING ((dialogue_id, audience) IN (SELECT s.dialogue_id, s.audience FROM my_streams() s));
CREATE POLICY of_the_person ON texts FOR SELECT TO parley_reader
  USING ((dialogue_id, audience) IN (SELECT s.dialogue_id, s.audience FROM my_texts() s));
CREATE POLICY of_the_person ON text_updates FOR SELECT TO parley_reader
  USING (EXISTS (SELECT FROM texts t WHERE t.id = text_id));
CREATE POLICY of_the_person ON text_snapshots FOR SELECT TO parley_reader
  USING (EXISTS (SELECT FROM texts t WHERE t.id = text_id));

GRANT SELECT ON outcomes, outcome_follow_ups, log_leaves, log_heads, published_versions
  TO parley_public;
CREATE POLICY of_the_world ON outcomes FOR SELECT TO parley_public
  USING (distribution = 'public' AND (embargo_until IS NULL OR embargo_until <= clock_timestamp()));
CREATE POLICY of_the_world ON outcome_follow_ups FOR SELECT TO parley_public
  USING (EXISTS (SELECT FROM outcomes o WHERE o.reference = outcome_follow_ups.reference));
