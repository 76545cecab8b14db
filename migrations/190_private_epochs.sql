-- Texts that were tabled before private epochs were kept: the event names the text as `id`, so that the first filling
-- (170) found none of them. A tabled text is locked, and began afresh when it was tabled.
UPDATE texts t SET private_epoch = epoch - 1 WHERE private_epoch = 0 AND epoch > 1 AND EXISTS (
  SELECT FROM events e WHERE e.dialogue_id = t.dialogue_id AND e.audience = 'room'
    AND e.type = 'AmendmentTabled' AND e.payload->>'id' = t.id::text);

-- A snapshot made while a text was private is read by nobody who may read the text later.
DROP POLICY of_the_person ON text_snapshots;
CREATE POLICY of_the_person ON text_snapshots FOR SELECT TO parley_reader
  USING (EXISTS (SELECT FROM texts t WHERE t.id = text_id AND text_snapshots.epoch > t.private_epoch));
