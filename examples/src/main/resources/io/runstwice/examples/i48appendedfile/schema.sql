CREATE TABLE exports (
    id bigint PRIMARY KEY,
    completed integer NOT NULL DEFAULT 0
);

CREATE TABLE students (
    id bigint PRIMARY KEY,
    name text NOT NULL
);
