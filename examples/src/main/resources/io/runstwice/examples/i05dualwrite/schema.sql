CREATE TABLE orders (
    id bigint PRIMARY KEY,
    status text NOT NULL
);

CREATE TABLE outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id uuid NOT NULL UNIQUE,
    event text NOT NULL,
    published boolean NOT NULL DEFAULT false
);
