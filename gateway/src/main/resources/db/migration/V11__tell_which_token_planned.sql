-- The API token by which a change was planned: a plan does not outlive its token. Null where a person planned it.
ALTER TABLE planned_change ADD COLUMN token TEXT;
