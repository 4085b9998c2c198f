-- Each new person writes into every index. That of a person's rows is asked only for a rank above 0, which few people
-- have; that by time was asked once a day.
DROP INDEX ent_users_of_one_holder;
DROP INDEX ent_users_by_time;
CREATE INDEX ent_users_told_apart ON ent_users (uai, holder) WHERE rank > 0;
