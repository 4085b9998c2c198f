-- Administrators' accounts. A row made at a start ('START') signs in only while passerelle.admin.username names it;
-- '-' stands in password_hash where the password is the settings'.
ALTER TABLE administrators ADD COLUMN origin TEXT NOT NULL DEFAULT 'START';
ALTER TABLE administrators ADD COLUMN display_name TEXT NOT NULL DEFAULT '';
ALTER TABLE administrators ADD COLUMN email TEXT;
ALTER TABLE administrators ADD COLUMN whole_platform INTEGER NOT NULL DEFAULT 1;
ALTER TABLE administrators ADD COLUMN read_only INTEGER NOT NULL DEFAULT 0;
ALTER TABLE administrators ADD COLUMN locked INTEGER NOT NULL DEFAULT 0;
ALTER TABLE administrators ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE administrators ADD COLUMN last_sign_in BIGINT;
-- A made-up password: to be changed at the first sign-in, which must come before this moment.
ALTER TABLE administrators ADD COLUMN one_time_until BIGINT;
-- The revision of the last change that ended this account's sessions.
ALTER TABLE administrators ADD COLUMN stamp BIGINT NOT NULL DEFAULT 0;
-- Sealed with the key of the data directory (docs/adr/0009).
ALTER TABLE administrators ADD COLUMN totp_secret TEXT;
ALTER TABLE administrators ADD COLUMN totp_confirmed INTEGER NOT NULL DEFAULT 0;
-- The last time step whose code was used.
ALTER TABLE administrators ADD COLUMN totp_step BIGINT NOT NULL DEFAULT 0;
ALTER TABLE administrators ADD COLUMN code_tries INTEGER NOT NULL DEFAULT 0;
ALTER TABLE administrators ADD COLUMN code_tries_since BIGINT NOT NULL DEFAULT 0;
-- By what a passkey knows whose it is: says nothing of the name.
ALTER TABLE administrators ADD COLUMN passkey_handle TEXT;

CREATE UNIQUE INDEX administrators_by_passkey_handle ON administrators (passkey_handle);

-- Grows with every change to any account: other nodes see by it that they must read again, and changes wait in a row for it.
CREATE TABLE administrator_revision (
    id       INTEGER NOT NULL PRIMARY KEY,
    revision BIGINT  NOT NULL
);
INSERT INTO administrator_revision (id, revision) VALUES (1, 1);

CREATE TABLE administrator_establishments (
    username TEXT NOT NULL REFERENCES administrators (username) ON DELETE CASCADE,
    uai      TEXT NOT NULL,
    PRIMARY KEY (username, uai)
);

CREATE TABLE administrator_recovery_codes (
    username  TEXT NOT NULL REFERENCES administrators (username) ON DELETE CASCADE,
    code_hash TEXT NOT NULL,
    PRIMARY KEY (username, code_hash)
);

-- establishments: null for the maker's own whole grant on the platform, else UAIs joined by commas.
CREATE TABLE administrator_tokens (
    id             TEXT    NOT NULL PRIMARY KEY,
    username       TEXT    NOT NULL REFERENCES administrators (username) ON DELETE CASCADE,
    name           TEXT    NOT NULL,
    secret_hash    TEXT    NOT NULL UNIQUE,
    establishments TEXT,
    read_only      INTEGER NOT NULL,
    created_at     BIGINT  NOT NULL,
    expires_at     BIGINT  NOT NULL,
    last_used_at   BIGINT
);
CREATE INDEX administrator_tokens_by_username ON administrator_tokens (username);

CREATE TABLE administrator_passkeys (
    credential_id    TEXT    NOT NULL PRIMARY KEY,
    username         TEXT    NOT NULL REFERENCES administrators (username) ON DELETE CASCADE,
    label            TEXT    NOT NULL,
    public_key       TEXT    NOT NULL,
    signature_count  BIGINT  NOT NULL,
    uv_initialized   INTEGER NOT NULL,
    backup_eligible  INTEGER NOT NULL,
    backup_state     INTEGER NOT NULL,
    transports       TEXT    NOT NULL,
    attestation      TEXT,
    attestation_data TEXT,
    created_at       BIGINT  NOT NULL,
    last_used_at     BIGINT
);
CREATE INDEX administrator_passkeys_by_username ON administrator_passkeys (username);
