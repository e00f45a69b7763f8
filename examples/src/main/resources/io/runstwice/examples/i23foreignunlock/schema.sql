CREATE TABLE jobs (
    id bigint PRIMARY KEY,
    done boolean NOT NULL DEFAULT false,
    locked_by text,
    locked_at timestamptz
);

CREATE TABLE payouts (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    job_id bigint NOT NULL REFERENCES jobs
);
