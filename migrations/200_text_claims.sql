-- How many client ids of a text an account was issued lately is counted at every claim.
CREATE INDEX text_clients_by_account ON text_clients (text_id, account_id, issued_at);
