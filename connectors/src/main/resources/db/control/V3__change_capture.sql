-- What the connector reads. The slot is made by the connector itself: only a slot that it makes comes with the snapshot
-- that belongs to it, without a gap or an overlap between rows and log.
CREATE TABLE control_heartbeat (
  id      integer PRIMARY KEY CHECK (id = 1),
  beat_at timestamptz NOT NULL
);
INSERT INTO control_heartbeat VALUES (1, now());

-- The connector calls it. The write moves the slot on while nobody changes a control table and the rest of the server is
-- busy; without it the server would keep its log for ever.
CREATE FUNCTION control_beat() RETURNS void LANGUAGE sql AS $$
  UPDATE control_heartbeat SET beat_at = clock_timestamp();
  DELETE FROM task_outbox WHERE occurred_at < now() - interval '7 days';
$$;

CREATE PUBLICATION blackroad_control FOR TABLE
  regions, workers, gpu_nodes, rules, targets, prices, phases, budgets, task_outbox, control_heartbeat;
