CREATE TABLE accounts (
    id bigint PRIMARY KEY,
    balance_cents integer NOT NULL
);

CREATE TABLE recharges (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id bigint NOT NULL REFERENCES accounts,
    amount_cents integer NOT NULL,
    credited boolean NOT NULL DEFAULT false
);

CREATE UNIQUE INDEX one_recharge_at_a_time ON recharges (account_id) WHERE NOT credited;

CREATE TABLE credits (
    recharge_id bigint PRIMARY KEY REFERENCES recharges,
    amount_cents integer NOT NULL
);
