-- One row for each establishment there ever was. One that is deleted keeps its row with no authority, so that its
-- versions' numbers never start over and an old ETag never fits again.
CREATE TABLE establishment (
    uai       TEXT   NOT NULL PRIMARY KEY,
    -- Host, and port where it is not the scheme's own, of publicUrl: a request is told by it which establishment it means.
    authority TEXT   UNIQUE,
    version   BIGINT NOT NULL
);

-- Only ever added to. accepted_at is in milliseconds since 1970; resolved holds what the ENT catalogue said that day.
CREATE TABLE establishment_version (
    uai         TEXT   NOT NULL REFERENCES establishment (uai),
    number      BIGINT NOT NULL,
    author      TEXT   NOT NULL,
    accepted_at BIGINT NOT NULL,
    comment     TEXT,
    document    TEXT   NOT NULL,
    resolved    TEXT   NOT NULL,
    PRIMARY KEY (uai, number)
);
