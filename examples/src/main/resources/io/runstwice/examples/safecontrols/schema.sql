CREATE TABLE invoices (
    id bigint PRIMARY KEY,
    charged boolean NOT NULL DEFAULT false,
    version integer NOT NULL DEFAULT 0
);

CREATE TABLE charges (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    invoice_id bigint NOT NULL REFERENCES invoices
);

CREATE TABLE unique_charges (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    invoice_id bigint NOT NULL UNIQUE REFERENCES invoices
);
