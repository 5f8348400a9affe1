-- What the fleet did, for people and reports. Written by the sink alone; times are event times.

-- How far each partition of each topic is written. Changed in the transaction that writes the rows.
CREATE TABLE sink_offsets (
    sink        text        NOT NULL,
    topic       text        NOT NULL,
    partition   int         NOT NULL,
    next_offset bigint      NOT NULL CHECK (next_offset >= 0),
    epoch       bigint      NOT NULL CHECK (epoch > 0),
    owner       text        NOT NULL,
    updated_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (sink, topic, partition)
);
COMMENT ON TABLE sink_offsets IS 'How far each partition of each topic is written.';
COMMENT ON COLUMN sink_offsets.epoch IS 'Rises with each process that takes the partition over; one with an older epoch can write no more.';

-- One row a task, wherever in the partitions it lies: a partitioned table has no unique key without its partition column.
CREATE TABLE task_keys (
    task_id        text COLLATE "C" NOT NULL PRIMARY KEY,
    first_heard_at timestamptz      NOT NULL
);
CREATE INDEX task_keys_first_heard_at ON task_keys USING brin (first_heard_at) WITH (pages_per_range = 32);
COMMENT ON TABLE task_keys IS 'Where in tasks each task lies.';

CREATE TABLE tasks (
    task_id        text COLLATE "C" NOT NULL CONSTRAINT tasks_id_is_short CHECK (length(task_id) BETWEEN 1 AND 512),
    first_heard_at timestamptz      NOT NULL,
    agent_id       text COLLATE "C" NOT NULL,
    region         text COLLATE "C" NOT NULL,
    state          text GENERATED ALWAYS AS (
        CASE WHEN outcome IS NOT NULL THEN outcome WHEN started_at IS NOT NULL THEN 'STARTED' ELSE 'SUBMITTED' END) STORED,
    submitted_at   timestamptz,
    started_at     timestamptz,
    ended_at       timestamptz,
    outcome        text CONSTRAINT tasks_outcome_is_known CHECK (outcome IN ('COMPLETED', 'FAILED', 'CANCELLED')),
    reason         text,
    input_tokens   int    NOT NULL CONSTRAINT tasks_input_tokens_are_not_negative CHECK (input_tokens >= 0),
    output_tokens  int    NOT NULL CONSTRAINT tasks_output_tokens_are_not_negative CHECK (output_tokens >= 0),
    service_micros bigint NOT NULL CONSTRAINT tasks_service_is_not_negative CHECK (service_micros >= 0),
    waited_micros  bigint NOT NULL CONSTRAINT tasks_wait_is_not_negative CHECK (waited_micros >= 0),
    ran_micros     bigint NOT NULL CONSTRAINT tasks_run_is_not_negative CHECK (ran_micros >= 0),
    ended_by       uuid,
    CONSTRAINT tasks_end_is_whole CHECK ((ended_at IS NULL) = (outcome IS NULL) AND (ended_at IS NULL) = (ended_by IS NULL)),
    PRIMARY KEY (task_id, first_heard_at)
) PARTITION BY RANGE (first_heard_at);
CREATE INDEX tasks_first_heard_at ON tasks USING brin (first_heard_at) WITH (pages_per_range = 32);
COMMENT ON TABLE tasks IS 'A row a task. Partitions are months of first_heard_at, UTC; ask with a range of it.';
COMMENT ON COLUMN tasks.first_heard_at IS 'Time of the first fact of the task that was read. Never changes; the submission, unless a later fact came first.';
COMMENT ON COLUMN tasks.agent_id IS 'The agent that ended it, else the one that started it, else the one it was submitted to.';
COMMENT ON COLUMN tasks.region IS 'Region of the task; empty means the agent''s.';
COMMENT ON COLUMN tasks.state IS 'SUBMITTED, STARTED, COMPLETED, FAILED or CANCELLED.';
COMMENT ON COLUMN tasks.ended_at IS 'The first end that was told, by event time; a task ends once.';
COMMENT ON COLUMN tasks.service_micros IS 'Work in it, microseconds of one agent; 0 when unknown.';
COMMENT ON COLUMN tasks.waited_micros IS 'From submission to start, microseconds, as the agent says.';
COMMENT ON COLUMN tasks.ran_micros IS 'From start to end, microseconds, as the agent says.';
COMMENT ON COLUMN tasks.ended_by IS 'The fact that ended it; decides between two ends of one time.';

-- Room for rows of a month that has no partition yet; upkeep moves them.
CREATE TABLE tasks_default PARTITION OF tasks DEFAULT;

CREATE TABLE decisions (
    decision_id          text        NOT NULL,
    shadow               text        NOT NULL,
    region               text        NOT NULL,
    service              text        NOT NULL,
    sequence             bigint      NOT NULL CONSTRAINT decisions_sequence_is_positive CHECK (sequence > 0),
    decided_at           timestamptz NOT NULL,
    valid_until          timestamptz NOT NULL,
    direction            text        NOT NULL,
    from_replicas        int         NOT NULL,
    to_replicas          int         NOT NULL,
    binding              text        NOT NULL,
    reason               text        NOT NULL,
    utilization_permille int         NOT NULL,
    predicted_permille   int         NOT NULL,
    cost_delta_nano_dollars_per_hour bigint NOT NULL,
    rule_id              text        NOT NULL,
    rule_kind            text        NOT NULL,
    rule_version         bigint      NOT NULL,
    proposals            jsonb       NOT NULL,
    evidence             jsonb       NOT NULL,
    PRIMARY KEY (decision_id, shadow)
);
CREATE INDEX decisions_target ON decisions (region, service, decided_at DESC);
CREATE INDEX decisions_decided_at ON decisions USING brin (decided_at);
COMMENT ON TABLE decisions IS 'Scale decisions, and holds whose reason changed.';
COMMENT ON COLUMN decisions.shadow IS 'Name of the shadow rule set that decided; empty for the real one.';
COMMENT ON COLUMN decisions.evidence IS 'Everything that went into it: sample, rule, state, price.';

CREATE TABLE cost_hours (
    region       text        NOT NULL,
    service      text        NOT NULL,
    hour         timestamptz NOT NULL,
    provider     text        NOT NULL,
    nano_dollars bigint      NOT NULL,
    items        jsonb       NOT NULL,
    accrued_until timestamptz NOT NULL,
    PRIMARY KEY (region, service, hour)
);
CREATE INDEX cost_hours_hour ON cost_hours (hour);
COMMENT ON TABLE cost_hours IS 'Cost of a service in a region in an hour, so far.';
COMMENT ON COLUMN cost_hours.nano_dollars IS 'Billionths of a dollar.';
COMMENT ON COLUMN cost_hours.items IS 'The same by item.';

CREATE TABLE rebalance_plans (
    plan_id     text        NOT NULL PRIMARY KEY,
    region      text        NOT NULL,
    sequence    bigint      NOT NULL,
    cause       text        NOT NULL,
    lower_bound int         NOT NULL,
    move_count  int         NOT NULL,
    moves       jsonb       NOT NULL,
    planned_at  timestamptz NOT NULL
);
CREATE INDEX rebalance_plans_region ON rebalance_plans (region, planned_at DESC);
COMMENT ON TABLE rebalance_plans IS 'Rebalances of a region, with their moves in the order of execution.';
