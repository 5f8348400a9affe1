-- A program that hands out tasks inserts here in the transaction of its own rows; change capture makes each row a fact on
-- fleet.agent.task-changed.v1. Rows may be deleted at any time after, even in the same transaction.
CREATE TABLE task_outbox (
  event_id       uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  agent_id       text NOT NULL CHECK (agent_id <> ''),
  task_id        text NOT NULL CHECK (task_id <> ''),
  change         text NOT NULL DEFAULT 'submitted' CHECK (change IN ('submitted', 'cancelled')),
  source         text NOT NULL DEFAULT 'task-outbox' CHECK (source <> ''),
  region         text NOT NULL DEFAULT '' CHECK (region = '' OR is_name(region)),
  input_tokens   integer NOT NULL DEFAULT 0 CHECK (input_tokens >= 0),
  service_micros bigint NOT NULL DEFAULT 0 CHECK (service_micros >= 0),
  reason         text CHECK (reason IS NULL OR change = 'cancelled'),
  occurred_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  epoch          bigint NOT NULL DEFAULT 0,
  sequence       bigint GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX task_outbox_age ON task_outbox (occurred_at);
COMMENT ON COLUMN task_outbox.source IS 'Name of the intake; its facts are told apart by task, so a row sent twice counts once.';
COMMENT ON COLUMN task_outbox.epoch IS 'For people only; an intake has no place in the order of the agent.';
