-- A large snapshot is kept as it is sent: in Yjs' second format, deflated.
ALTER TABLE text_snapshots ADD COLUMN packed boolean NOT NULL DEFAULT false;
