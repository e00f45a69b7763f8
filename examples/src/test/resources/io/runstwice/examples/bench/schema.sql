CREATE TABLE imports (id bigint PRIMARY KEY);
CREATE TABLE lines (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    line int NOT NULL,
    amount_cents int NOT NULL,
    note text NOT NULL,
    imported_at timestamptz NOT NULL
);
