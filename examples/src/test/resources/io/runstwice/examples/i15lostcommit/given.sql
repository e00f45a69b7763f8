INSERT INTO accounts (id, balance_cents) VALUES (7, 5000);
