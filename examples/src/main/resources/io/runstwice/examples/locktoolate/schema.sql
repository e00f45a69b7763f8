CREATE TABLE invoices (
    id bigint PRIMARY KEY,
    charged boolean NOT NULL DEFAULT false
);

CREATE TABLE charges (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    invoice_id bigint NOT NULL REFERENCES invoices
);
