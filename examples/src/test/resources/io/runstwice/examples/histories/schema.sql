CREATE TABLE accounts (
    order_id varchar(40) PRIMARY KEY,
    cents integer NOT NULL
);

CREATE TABLE entries (
    id varchar(40) PRIMARY KEY,
    order_id varchar(40) NOT NULL,
    cents integer NOT NULL
);

CREATE TABLE counters (
    year_of_issue integer PRIMARY KEY,
    next_number integer NOT NULL
);

CREATE TABLE invoices (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id varchar(40) NOT NULL,
    number integer NOT NULL
);
