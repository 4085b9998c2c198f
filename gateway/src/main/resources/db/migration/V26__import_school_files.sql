-- What the files of a school say of its people. source_id is the file's key of a person (siecle:710001) and never
-- changes hands; closed_at is when a person stopped being of the school, in milliseconds since 1970; by_hand names the
-- fields, joined by '|', that an import leaves as the school corrected them. A program before this one leaves all of them.
ALTER TABLE people ADD COLUMN usage_name TEXT;
ALTER TABLE people ADD COLUMN class_name TEXT;
ALTER TABLE people ADD COLUMN source_id TEXT;
ALTER TABLE people ADD COLUMN ine TEXT;
ALTER TABLE people ADD COLUMN closed_at BIGINT;
ALTER TABLE people ADD COLUMN by_hand TEXT;

-- Rows without a source do not exclude each other.
CREATE UNIQUE INDEX people_by_source ON people (uai, source_id);

-- Only where recognition asks for it does a row have one.
CREATE INDEX people_by_ine ON people (uai, ine);

-- Who is whose guardian; legal_rank is null where the file does not tell it.
CREATE TABLE people_families (
    uai          TEXT NOT NULL,
    guardian_key TEXT NOT NULL,
    child_key    TEXT NOT NULL,
    legal_rank   INTEGER,
    PRIMARY KEY (uai, guardian_key, child_key),
    FOREIGN KEY (uai, guardian_key) REFERENCES people (uai, login_key) ON DELETE CASCADE,
    FOREIGN KEY (uai, child_key) REFERENCES people (uai, login_key) ON DELETE CASCADE
);
CREATE INDEX people_families_of_a_child ON people_families (uai, child_key);

-- The last import of each establishment, as long as it can be undone.
CREATE TABLE people_undo (
    uai         TEXT   NOT NULL PRIMARY KEY,
    imported_at BIGINT NOT NULL,
    detail      TEXT   NOT NULL
);

-- The people that it added or changed, as they were. A person who was not there has a row without the rest. hand_after
-- is what by_hand was when the import ended, new_password whether it brought one.
CREATE TABLE people_undo_rows (
    uai           TEXT    NOT NULL,
    login_key     TEXT    NOT NULL,
    was_there     INTEGER NOT NULL,
    hand_after    TEXT,
    new_password  INTEGER NOT NULL DEFAULT 0,
    identifiant   TEXT,
    family_name   TEXT,
    given_name    TEXT,
    birth_date    TEXT,
    espaces       TEXT,
    password_hash TEXT,
    ent_id        TEXT,
    email         TEXT,
    usage_name    TEXT,
    class_name    TEXT,
    source_id     TEXT,
    ine           TEXT,
    closed_at     BIGINT,
    by_hand       TEXT,
    PRIMARY KEY (uai, login_key)
);

-- All links of families before it.
CREATE TABLE people_undo_families (
    uai          TEXT NOT NULL,
    guardian_key TEXT NOT NULL,
    child_key    TEXT NOT NULL,
    legal_rank   INTEGER,
    PRIMARY KEY (uai, guardian_key, child_key)
);
