CREATE TABLE log_lines (
    day date NOT NULL,
    package text NOT NULL
);

CREATE TABLE packages (
    name text PRIMARY KEY,
    downloads integer NOT NULL DEFAULT 0
);

CREATE TABLE downloads (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    day date NOT NULL,
    package text NOT NULL,
    times integer NOT NULL
);

CREATE TABLE daily_downloads (
    day date NOT NULL,
    package text NOT NULL,
    times integer NOT NULL,
    PRIMARY KEY (day, package)
);
