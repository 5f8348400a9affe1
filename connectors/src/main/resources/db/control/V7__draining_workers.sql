-- A worker is emptied before it goes: its agents move to the others of its region.
ALTER TABLE workers ADD COLUMN draining boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN workers.draining IS 'True when all its agents are to leave it.';
