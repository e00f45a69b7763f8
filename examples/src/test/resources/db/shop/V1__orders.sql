CREATE TABLE orders (
    id BIGINT PRIMARY KEY,
    total_cents BIGINT NOT NULL
);
