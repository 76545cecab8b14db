-- A mail that carries a link is not sent once the link works no longer.
ALTER TABLE mails ADD COLUMN good_until timestamptz;
