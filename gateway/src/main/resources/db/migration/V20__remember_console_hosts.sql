-- On which hosts administrators signed in lately: no establishment may take one. For each administrator by themselves.
CREATE TABLE console_hosts (
    username TEXT   NOT NULL,
    host     TEXT   NOT NULL,
    -- Milliseconds since 1970.
    seen_at  BIGINT NOT NULL,
    PRIMARY KEY (username, host)
);
