CREATE TABLE webhook_deliveries (
    delivery_id text PRIMARY KEY
);
