-- Rules of a set that decides in shadow are rows beside the real ones.
ALTER TABLE rules DROP CONSTRAINT rules_id_check;
ALTER TABLE rules ADD CONSTRAINT rules_id_check
  CHECK (id ~ '^(@[a-z0-9-]{1,63}/)?([a-z0-9-]{1,63}/)?[a-z0-9-]{1,63}$');
COMMENT ON COLUMN rules.id IS 'A service for all its targets, or region/service for one, which wins; behind @shadow/ it only decides in the shadow of that name.';
