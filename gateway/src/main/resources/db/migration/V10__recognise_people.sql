-- Who came through an ENT: recognised as one of the establishment's people (login_key), or not. id is a hash of uai,
-- delegation, issuer and ent_user; issuer says which ENT the delegation led to then, since another ENT's users of the
-- same name are other people. refused_key is the person whom an administrator took the link to away from.
CREATE TABLE ent_identities (
    id            TEXT   NOT NULL PRIMARY KEY,
    uai           TEXT   NOT NULL,
    delegation    TEXT   NOT NULL,
    issuer        TEXT   NOT NULL,
    ent_user      TEXT   NOT NULL,
    name          TEXT   NOT NULL,
    profiles      TEXT   NOT NULL,
    search_text   TEXT   NOT NULL,
    state         TEXT   NOT NULL,
    login_key     TEXT,
    linked_by     TEXT,
    linked_author TEXT,
    linked_at     BIGINT,
    claimed_key   TEXT,
    refused_key   TEXT,
    first_seen    BIGINT NOT NULL,
    last_seen     BIGINT NOT NULL,
    FOREIGN KEY (uai, login_key) REFERENCES people (uai, login_key) ON DELETE CASCADE
);

-- One person has one identity at one ENT; the store decides between two that come at once.
CREATE UNIQUE INDEX ent_identities_of_one_person ON ent_identities (uai, login_key, delegation, issuer);

-- The order of the list's pages, and what is forgotten first.
CREATE INDEX ent_identities_by_time ON ent_identities (uai, last_seen, id);

CREATE INDEX people_by_birth_date ON people (uai, birth_date);
CREATE INDEX people_by_ent_id ON people (uai, ent_id);
