CREATE TABLE renewals (
    id bigint PRIMARY KEY,
    cents integer NOT NULL,
    customer text NOT NULL,
    tried_at timestamptz,
    charge text
);
