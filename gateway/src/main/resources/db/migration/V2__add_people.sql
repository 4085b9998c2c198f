-- An establishment's own people. login_key is identity.LoginName's one form of the
-- identifiant; search_text is identity.SearchText's plain form of the names.
CREATE TABLE people (
    uai           TEXT NOT NULL,
    login_key     TEXT NOT NULL,
    identifiant   TEXT NOT NULL,
    family_name   TEXT NOT NULL,
    given_name    TEXT NOT NULL,
    birth_date    TEXT,
    espaces       TEXT NOT NULL,
    password_hash TEXT,
    ent_id        TEXT,
    email         TEXT,
    search_text   TEXT NOT NULL,
    PRIMARY KEY (uai, login_key)
);

-- The order of a search's pages.
CREATE INDEX people_by_name ON people (uai, search_text, login_key);

-- One row for each establishment: an import holds it until it ends, so that the next one waits.
CREATE TABLE people_imports (
    uai         TEXT NOT NULL PRIMARY KEY,
    imported_at BIGINT NOT NULL
);
