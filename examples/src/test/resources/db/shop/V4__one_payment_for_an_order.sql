CREATE SEQUENCE settlements_seq INCREMENT BY 50;

CREATE TABLE settlements (
    id BIGINT PRIMARY KEY,
    order_id BIGINT NOT NULL UNIQUE REFERENCES orders,
    cents BIGINT NOT NULL,
    charge_id TEXT
);
