CREATE TABLE counters (
    year_of_issue integer PRIMARY KEY,
    next_number integer NOT NULL
);

CREATE TABLE invoices (
    id bigint AUTO_INCREMENT PRIMARY KEY,
    order_id varchar(40) NOT NULL,
    number integer NOT NULL
);
