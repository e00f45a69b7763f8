-- as JPA expects them: a sequence for each entity, of which an application takes fifty numbers at once
CREATE SEQUENCE payments_seq INCREMENT BY 50;

CREATE TABLE payments (
    id BIGINT PRIMARY KEY,
    order_id BIGINT NOT NULL REFERENCES orders,
    cents BIGINT NOT NULL,
    charge_id TEXT NOT NULL,
    paid_at TIMESTAMPTZ NOT NULL
);
