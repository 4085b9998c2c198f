-- When addresses are suspended, and which never are. Only ever added to: the row with the greatest number is in effect,
-- and of two administrators who add the same number one has lost the race. None: the settings count.
CREATE TABLE security_rules (
    number             BIGINT  NOT NULL PRIMARY KEY,
    author             TEXT    NOT NULL,
    changed_at         BIGINT  NOT NULL,
    attempts           INTEGER NOT NULL,
    window_seconds     BIGINT  NOT NULL,
    suspension_seconds BIGINT  NOT NULL,
    -- CIDR notation, one a line.
    trusted_networks   TEXT    NOT NULL
);
