CREATE TABLE outbox (
    id bigint PRIMARY KEY,
    address text NOT NULL,
    sent boolean NOT NULL DEFAULT false,
    claimed_by uuid,
    claimed_until timestamptz
);

CREATE TABLE scheduler_locks (
    name text PRIMARY KEY,
    locked_until timestamptz NOT NULL
);
