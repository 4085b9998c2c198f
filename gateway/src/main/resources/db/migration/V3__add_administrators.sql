-- The account that is made at the first start where no password is set.
CREATE TABLE administrators (
    username      TEXT NOT NULL PRIMARY KEY,
    password_hash TEXT NOT NULL,
    created_at    BIGINT NOT NULL
);
