CREATE TABLE invoices (
    id bigint PRIMARY KEY,
    mail text NOT NULL DEFAULT 'none',
    note text
);
