INSERT INTO counters (year_of_issue, next_number) VALUES (2026, 118);
