CREATE TABLE accounts (
    id bigint PRIMARY KEY,
    balance_cents integer NOT NULL
);

CREATE TABLE ledger (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    transfer_id text NOT NULL,
    cents integer NOT NULL
);

CREATE TABLE made_transfers (
    transfer_id text PRIMARY KEY
);
