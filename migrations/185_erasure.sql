-- Erasing what is private of a dialogue that was closed, once its date has come. It deletes the streams of the
-- delegations and of the moderators, their texts with everything about them, how tabled words came about in private,
-- who marked what in polls, what people were told and how far they had seen. The room's stream and what was published stay.
-- It does nothing else, and only the owner may call it: the role that the server works as may not.

CREATE FUNCTION erase_private_streams(closed_dialogue uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE erase_after timestamptz;
BEGIN
  PERFORM FROM dialogues WHERE id = closed_dialogue FOR UPDATE;
  SELECT (payload->>'eraseAfter')::timestamptz INTO erase_after FROM events
    WHERE dialogue_id = closed_dialogue AND audience = 'room' AND type = 'DialogueClosed';
  IF erase_after IS NULL THEN
    RAISE EXCEPTION 'not-closed' USING ERRCODE = 'PY001';
  END IF;
  IF erase_after > clock_timestamp() THEN
    RAISE EXCEPTION 'not-due' USING ERRCODE = 'PY001';
  END IF;
  IF EXISTS (SELECT FROM events WHERE dialogue_id = closed_dialogue AND audience = 'room'
      AND type = 'PrivateStreamsErased') THEN
    RAISE EXCEPTION 'erased' USING ERRCODE = 'PY001';
  END IF;

  CREATE TEMPORARY TABLE erased_polls ON COMMIT DROP AS
    SELECT (payload->>'id')::uuid AS id FROM public.events
    WHERE dialogue_id = closed_dialogue AND type = 'StrawPollOpened';
  DELETE FROM straw_marks WHERE poll_id IN (SELECT id FROM pg_temp.erased_polls);
  DELETE FROM straw_voters WHERE poll_id IN (SELECT id FROM pg_temp.erased_polls);

  DELETE FROM text_snapshots s USING texts t WHERE t.id = s.text_id AND t.dialogue_id = closed_dialogue
    AND (t.audience <> 'room' OR s.epoch <= t.private_epoch);
  DELETE FROM text_clients c USING texts t WHERE t.id = c.text_id AND t.dialogue_id = closed_dialogue
    AND (t.audience <> 'room' OR c.epoch <= t.private_epoch);
  DELETE FROM text_updates u USING texts t WHERE t.id = u.text_id AND t.dialogue_id = closed_dialogue
    AND (t.audience <> 'room' OR u.epoch <= t.private_epoch);
  DELETE FROM texts WHERE dialogue_id = closed_dialogue AND audience <> 'room';

  -- A mail that tells of this dialogue alone goes with its notices; one that tells of others, too, loses its words.
  DELETE FROM mails m WHERE EXISTS (SELECT FROM notices n WHERE n.mail_id = m.id AND n.dialogue_id = closed_dialogue)
    AND NOT EXISTS (SELECT FROM notices n WHERE n.mail_id = m.id AND n.dialogue_id <> closed_dialogue);
  UPDATE mails m SET subject = NULL, body = NULL WHERE m.ended IS NOT NULL
    AND EXISTS (SELECT FROM notices n WHERE n.mail_id = m.id AND n.dialogue_id = closed_dialogue);
  DELETE FROM notices WHERE dialogue_id = closed_dialogue;
  DELETE FROM seen WHERE dialogue_id = closed_dialogue;
  DELETE FROM deadlines WHERE dialogue_id = closed_dialogue;
  DELETE FROM commands WHERE dialogue_id = closed_dialogue;
  DELETE FROM events WHERE dialogue_id = closed_dialogue AND audience <> 'room';
END
$$;
REVOKE ALL ON FUNCTION erase_private_streams(uuid) FROM PUBLIC;
