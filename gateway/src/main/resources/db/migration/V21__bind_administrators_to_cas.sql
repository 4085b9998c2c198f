-- By which CAS user an administrator may sign in: the setting's id of the server, and the user as that server writes it.
ALTER TABLE administrators ADD COLUMN cas_server TEXT;
ALTER TABLE administrators ADD COLUMN cas_user TEXT;

-- One CAS user opens one account. Rows without one do not exclude each other.
CREATE UNIQUE INDEX administrators_by_cas_user ON administrators (cas_server, cas_user);
