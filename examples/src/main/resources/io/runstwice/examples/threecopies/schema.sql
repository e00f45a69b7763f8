CREATE TABLE invoices (
    id bigint PRIMARY KEY,
    state text NOT NULL DEFAULT 'open'
);

CREATE TABLE charges (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    invoice_id bigint NOT NULL REFERENCES invoices
);
