-- Append-only. The id begins with the time and ends with the node's own digits, so that
-- many nodes append without asking each other and the order of ids is the order of time.
CREATE TABLE audit_entries (
    id          TEXT NOT NULL PRIMARY KEY,
    happened_at BIGINT NOT NULL,
    type        TEXT NOT NULL,
    reference   TEXT,
    uai         TEXT,
    espace      TEXT,
    delegation  TEXT,
    person      TEXT,
    address     TEXT,
    code        TEXT,
    detail      TEXT
);

CREATE INDEX audit_entries_by_establishment ON audit_entries (uai, id);
CREATE INDEX audit_entries_by_reference ON audit_entries (reference);
