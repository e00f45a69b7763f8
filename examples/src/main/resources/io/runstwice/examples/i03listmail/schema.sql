CREATE TABLE mailbox (
    id bigint PRIMARY KEY,
    body text NOT NULL
);

CREATE TABLE subscribers (
    address text PRIMARY KEY
);

CREATE TABLE relayed (
    message_id bigint NOT NULL,
    address text NOT NULL,
    PRIMARY KEY (message_id, address)
);
