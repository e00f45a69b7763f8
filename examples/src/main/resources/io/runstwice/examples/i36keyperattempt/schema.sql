CREATE TABLE payouts (
    id bigint PRIMARY KEY,
    cents integer NOT NULL,
    destination text NOT NULL,
    request_key uuid,
    paid_at timestamptz
);
