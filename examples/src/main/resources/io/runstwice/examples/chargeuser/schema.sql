CREATE TABLE users (
    id bigint PRIMARY KEY,
    stripe_customer_id text NOT NULL
);

CREATE TABLE charge_requests (
    id bigint PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES users,
    amount_cents integer NOT NULL,
    payment_intent_id text,
    tried_at timestamptz,
    completed boolean NOT NULL DEFAULT false,
    stripe_charge_id text
);
