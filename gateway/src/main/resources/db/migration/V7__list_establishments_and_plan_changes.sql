-- What the list of establishments shows, sorts and searches, so that it reads no document. search_text is the name, the
-- UAI and the address without accents, case and punctuation; listed is the version that these columns speak of: where
-- it is another than version (a row of an earlier program), the next start fills them.
ALTER TABLE establishment ADD COLUMN name TEXT;
ALTER TABLE establishment ADD COLUMN public_url TEXT;
ALTER TABLE establishment ADD COLUMN published INTEGER;
ALTER TABLE establishment ADD COLUMN search_text TEXT;
ALTER TABLE establishment ADD COLUMN listed BIGINT;
CREATE INDEX establishment_by_name ON establishment (search_text);

-- Changes that wait for their day. Times are in milliseconds since 1970; base is the version that the document was made
-- upon; state is PLANNED, APPLIED, FAILED or CANCELLED, and moves on from PLANNED once, together with what it causes.
CREATE TABLE planned_change (
    id           TEXT   NOT NULL PRIMARY KEY,
    uai          TEXT   NOT NULL,
    due_at       BIGINT NOT NULL,
    base         BIGINT NOT NULL,
    document     TEXT   NOT NULL,
    author       TEXT   NOT NULL,
    comment      TEXT,
    made_at      BIGINT NOT NULL,
    state        TEXT   NOT NULL,
    -- The version it led to, why it was not applied, and when and by whom it was settled.
    version      BIGINT,
    reason       TEXT,
    settled_at   BIGINT,
    settled_by   TEXT
);
CREATE INDEX planned_change_by_state ON planned_change (state, due_at);
CREATE INDEX planned_change_by_establishment ON planned_change (uai, due_at);
