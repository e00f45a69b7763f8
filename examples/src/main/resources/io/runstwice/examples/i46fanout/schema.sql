CREATE TABLE campaigns (
    id bigint PRIMARY KEY,
    finished boolean NOT NULL DEFAULT false
);

CREATE TABLE recipients (
    campaign_id bigint NOT NULL REFERENCES campaigns,
    address text NOT NULL,
    PRIMARY KEY (campaign_id, address)
);

CREATE TABLE sent (
    campaign_id bigint NOT NULL REFERENCES campaigns,
    address text NOT NULL,
    PRIMARY KEY (campaign_id, address)
);
