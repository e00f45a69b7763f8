CREATE TABLE users (
    id bigint PRIMARY KEY,
    address text NOT NULL
);

CREATE TABLE outbox (
    user_id bigint PRIMARY KEY,
    enqueued boolean NOT NULL DEFAULT false
);
