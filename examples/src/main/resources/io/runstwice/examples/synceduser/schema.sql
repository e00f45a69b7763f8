CREATE TABLE users (
    id bigint PRIMARY KEY,
    synced_at timestamptz,
    syncs integer NOT NULL DEFAULT 0
);
