CREATE TABLE mails (
    id bigint PRIMARY KEY,
    address text NOT NULL,
    sent boolean NOT NULL DEFAULT false,
    claimed_by uuid,
    claimed_until timestamptz
);
