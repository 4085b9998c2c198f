-- Under which user each person is taken at an ENT's word: one text is one person's in an establishment. name_key is a
-- hash of the text in the form in which identifiants are compared, holder one of delegation and ENT user; rank 0 is the
-- ENT's user as it is, more is one that had to be told apart. Nobody who once had a higher rank gets a lower one.
CREATE TABLE ent_users (
    uai       TEXT    NOT NULL,
    name_key  TEXT    NOT NULL,
    holder    TEXT    NOT NULL,
    rank      INTEGER NOT NULL,
    -- A hash of the ENT and its user: two delegations may lead to one ENT.
    account   TEXT    NOT NULL,
    -- A hash of the name that the ENT released: a second ENT's user of the same name is the same person. Null: none.
    human     TEXT,
    last_seen BIGINT  NOT NULL,
    PRIMARY KEY (uai, name_key)
);
CREATE INDEX ent_users_of_one_holder ON ent_users (uai, holder);
CREATE INDEX ent_users_by_time ON ent_users (last_seen);
