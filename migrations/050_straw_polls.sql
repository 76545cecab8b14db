-- Straw polls: totals, and who has marked, in two tables that nothing links. A mark raises a total; no row says which.

CREATE TABLE straw_marks (
  poll_id uuid NOT NULL,
  option integer NOT NULL CHECK (option >= 0),
  count bigint NOT NULL CHECK (count >= 0),
  PRIMARY KEY (poll_id, option)
);

CREATE TABLE straw_voters (
  poll_id uuid NOT NULL,
  account_id uuid NOT NULL,
  PRIMARY KEY (poll_id, account_id)
);
