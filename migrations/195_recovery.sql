-- Links to a new password by mail.

ALTER TABLE mails DROP CONSTRAINT mails_kind_check;
ALTER TABLE mails ADD CONSTRAINT mails_kind_check
  CHECK (kind IN ('at-once', 'digest', 'invitation', 'recovery'));
CREATE INDEX mails_of_recovery ON mails (account_id, created_at) WHERE kind = 'recovery';

-- Addresses that somebody asked a link for, known or not, until they are looked at: the answer waits for this row
-- alone, so that it tells nothing of whether there is an account.
CREATE TABLE asked_recoveries (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  email text NOT NULL,
  asked_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
