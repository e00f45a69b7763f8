CREATE TABLE idempotency_keys (
    key text PRIMARY KEY,
    state text NOT NULL,
    leased_until timestamptz
);
