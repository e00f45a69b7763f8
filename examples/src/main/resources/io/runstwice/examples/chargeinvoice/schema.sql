CREATE TABLE invoices (
    id bigint PRIMARY KEY,
    total_cents integer NOT NULL,
    charged_at timestamptz,
    charge_id text
);

CREATE TABLE charge_intents (
    invoice_id bigint PRIMARY KEY REFERENCES invoices
);
