-- What a change did, as a JSON list of {"path", "before", "after"}; and the entry's words in one plain form, since no two
-- databases fold letters and accents alike.
ALTER TABLE audit_entries ADD COLUMN changes TEXT;
ALTER TABLE audit_entries ADD COLUMN person_key TEXT;
ALTER TABLE audit_entries ADD COLUMN search_text TEXT;

UPDATE audit_entries SET
    person_key = LOWER(person),
    search_text = LOWER(COALESCE(person, '') || ' ' || COALESCE(code, '') || ' ' || COALESCE(detail, ''));

-- Each ends in the id, whose order is the order of time: the newest are found without sorting.
CREATE INDEX audit_entries_by_type ON audit_entries (type, id);
CREATE INDEX audit_entries_by_address ON audit_entries (address, id);
CREATE INDEX audit_entries_by_person ON audit_entries (person_key, id);
