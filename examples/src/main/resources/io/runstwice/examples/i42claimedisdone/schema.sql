CREATE TABLE processed_events (
    event_id text PRIMARY KEY
);

CREATE TABLE usage (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subject text NOT NULL,
    units integer NOT NULL
);
