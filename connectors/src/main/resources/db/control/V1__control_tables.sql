-- The control tables. What is wrong in a row by itself, or against another row, is refused here; what only the rules of
-- scaling can judge is refused by the streams, with a dead letter that says why.

CREATE FUNCTION is_name(name text) RETURNS boolean LANGUAGE sql IMMUTABLE
RETURN name ~ '^[a-z0-9-]{1,63}$';

CREATE FUNCTION stamp_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := clock_timestamp();
  RETURN NEW;
END $$;

CREATE TABLE regions (
  id         text PRIMARY KEY CHECK (is_name(id)),
  weight     integer NOT NULL DEFAULT 1 CHECK (weight BETWEEN 1 AND 1000),
  url        text NOT NULL DEFAULT '' CHECK (url = '' OR url ~ '^https?://[^[:space:]/]'),
  updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN regions.weight IS 'Share of the agents, relative to the other regions.';

CREATE TABLE workers (
  id           text PRIMARY KEY CHECK (is_name(id)),
  region       text NOT NULL REFERENCES regions,
  cpu_millis   integer NOT NULL CHECK (cpu_millis BETWEEN 1 AND 10000000),
  memory_bytes bigint NOT NULL CHECK (memory_bytes > 0),
  gpus         integer NOT NULL DEFAULT 0 CHECK (gpus BETWEEN 0 AND 1000),
  updated_at   timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE gpu_nodes (
  id                text PRIMARY KEY CHECK (is_name(id)),
  region            text NOT NULL REFERENCES regions,
  card_model        text NOT NULL CHECK (is_name(card_model)),
  cards             integer NOT NULL CHECK (cards BETWEEN 1 AND 1000),
  card_memory_bytes bigint NOT NULL CHECK (card_memory_bytes > 0),
  updated_at        timestamptz NOT NULL DEFAULT now()
);

-- Parameters are texts by name, parts a list of {"kind", "parameters"}.
CREATE FUNCTION is_texts(object jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE
RETURN jsonb_typeof(object) = 'object'
   AND NOT jsonb_path_exists(object, '$.* ? (@.type() != "string")');

CREATE FUNCTION is_rule_kind(kind text) RETURNS boolean LANGUAGE sql IMMUTABLE
RETURN kind IN ('guide', 'target', 'panic', 'backlog', 'pool', 'schedule', 'adaptive', 'ray');

CREATE FUNCTION is_rule_parts(parts jsonb) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  part jsonb;
BEGIN
  IF jsonb_typeof(parts) <> 'array' THEN
    RETURN false;
  END IF;
  FOR part IN SELECT * FROM jsonb_array_elements(parts) LOOP
    IF jsonb_typeof(part) <> 'object'
       OR part - 'kind' - 'parameters' <> '{}'
       OR NOT coalesce(is_rule_kind(part ->> 'kind'), false)
       OR NOT is_texts(coalesce(part -> 'parameters', '{}')) THEN
      RETURN false;
    END IF;
  END LOOP;
  RETURN true;
END $$;

CREATE TABLE rules (
  id                 text PRIMARY KEY CHECK (id ~ '^([a-z0-9-]{1,63}/)?[a-z0-9-]{1,63}$'),
  kind               text NOT NULL DEFAULT 'guide' CHECK (is_rule_kind(kind)),
  version            bigint NOT NULL DEFAULT 1,
  min_replicas       integer NOT NULL CHECK (min_replicas >= CASE kind WHEN 'guide' THEN 1 ELSE 0 END),
  max_replicas       integer NOT NULL CHECK (max_replicas BETWEEN 1 AND 100000),
  metric             text NOT NULL DEFAULT 'cpu' CHECK (metric IN ('cpu', 'memory')),
  up_above_percent   integer NOT NULL DEFAULT 0 CHECK (up_above_percent BETWEEN 0 AND 1000),
  down_below_percent integer NOT NULL DEFAULT 0 CHECK (down_below_percent >= 0),
  cooldown_seconds   integer NOT NULL DEFAULT 0 CHECK (cooldown_seconds BETWEEN CASE kind WHEN 'guide' THEN 1 ELSE 0 END AND 604800),
  pause_up           boolean NOT NULL DEFAULT false,
  pause_down         boolean NOT NULL DEFAULT false,
  confirm_seconds    integer NOT NULL DEFAULT 60 CHECK (confirm_seconds BETWEEN 1 AND 604800),
  valid_seconds      integer NOT NULL DEFAULT 120 CHECK (valid_seconds BETWEEN 1 AND 604800),
  parameters         jsonb NOT NULL DEFAULT '{}' CHECK (is_texts(parameters)),
  parts              jsonb NOT NULL DEFAULT '[]' CHECK (is_rule_parts(parts)),
  updated_at         timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT rules_bounds CHECK (min_replicas <= max_replicas),
  CONSTRAINT rules_band CHECK (down_below_percent < up_above_percent OR kind <> 'guide')
);
COMMENT ON COLUMN rules.id IS 'A service for all its targets, or region/service for one, which wins.';
COMMENT ON COLUMN rules.version IS 'Set by the database: rises by one with each change, also over delete and insert.';
-- A large value that did not change is not in the log otherwise.
ALTER TABLE rules REPLICA IDENTITY FULL;

CREATE TABLE rule_versions (
  rule_id text PRIMARY KEY,
  version bigint NOT NULL
);
COMMENT ON TABLE rule_versions IS 'The newest version of each rule that ever was; a decision names one, so none is used twice.';

CREATE FUNCTION stamp_rule() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    NEW.version := OLD.version;
    NEW.updated_at := OLD.updated_at;
    IF NEW = OLD THEN
      RETURN NEW;
    END IF;
  END IF;
  INSERT INTO rule_versions AS known VALUES (NEW.id, 1)
    ON CONFLICT (rule_id) DO UPDATE SET version = known.version + 1
    RETURNING version INTO NEW.version;
  NEW.updated_at := clock_timestamp();
  RETURN NEW;
END $$;
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON rules FOR EACH ROW EXECUTE FUNCTION stamp_rule();

CREATE TABLE targets (
  id                       text PRIMARY KEY,
  region                   text NOT NULL REFERENCES regions,
  service                  text NOT NULL CHECK (is_name(service)),
  rule_id                  text NOT NULL REFERENCES rules ON UPDATE CASCADE,
  display_name             text NOT NULL DEFAULT '' CHECK (length(display_name) <= 63 AND display_name !~ '[[:cntrl:]]'),
  replica_dollars_per_hour numeric(19, 9) NOT NULL DEFAULT 0 CHECK (replica_dollars_per_hour BETWEEN 0 AND 9223372036),
  updated_at               timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT targets_rule CHECK (rule_id = id OR strpos(rule_id, '/') = 0)
);
COMMENT ON COLUMN targets.id IS 'Set by the database: region/service.';

CREATE FUNCTION name_target() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.id := NEW.region || '/' || NEW.service;
  NEW.updated_at := clock_timestamp();
  RETURN NEW;
END $$;
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON targets FOR EACH ROW EXECUTE FUNCTION name_target();

CREATE FUNCTION is_price_tiers(tiers jsonb) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  tier jsonb;
  last numeric := 0;
BEGIN
  IF jsonb_typeof(tiers) <> 'array' THEN
    RETURN false;
  END IF;
  FOR tier IN SELECT * FROM jsonb_array_elements(tiers) LOOP
    IF jsonb_typeof(tier -> 'fromQuantity') IS DISTINCT FROM 'number'
       OR jsonb_typeof(tier -> 'dollars') IS DISTINCT FROM 'number'
       OR (tier ->> 'fromQuantity')::numeric <= last
       OR (tier ->> 'fromQuantity')::numeric % 1 <> 0
       OR (tier ->> 'dollars')::numeric < 0
       OR (tier ->> 'dollars')::numeric * 1000000000 % 1 <> 0
       OR tier - 'fromQuantity' - 'dollars' <> '{}' THEN
      RETURN false;
    END IF;
    last := (tier ->> 'fromQuantity')::numeric;
  END LOOP;
  RETURN true;
END $$;

CREATE TABLE prices (
  id                text PRIMARY KEY,
  provider          text NOT NULL CHECK (is_name(provider)),
  item              text NOT NULL CHECK (item IN
                      ('vcpu', 'memory-gb', 'gpu-h100', 'request', 'storage-read', 'storage-write', 'storage-gb')),
  unit              text NOT NULL CHECK (unit IN ('minute', 'hour', 'month', 'each')),
  dollars           numeric(19, 9) NOT NULL CHECK (dollars BETWEEN 0 AND 9223372036),
  valid_from        timestamptz NOT NULL CHECK (valid_from = date_trunc('day', valid_from, 'UTC')),
  included_quantity bigint NOT NULL DEFAULT 0 CHECK (included_quantity >= 0),
  tiers             jsonb NOT NULL DEFAULT '[]' CHECK (is_price_tiers(tiers)),
  rounding          text NOT NULL DEFAULT 'exact' CHECK (rounding IN ('exact', 'up')),
  updated_at        timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN prices.id IS 'Set by the database: provider/item/first day.';
COMMENT ON COLUMN prices.valid_from IS 'Start of a day, UTC.';
COMMENT ON COLUMN prices.included_quantity IS 'Units of each month that cost nothing.';
COMMENT ON COLUMN prices.tiers IS 'Other prices of a month from a quantity on: [{"fromQuantity": 1000000, "dollars": 0.0000004}].';
COMMENT ON COLUMN prices.rounding IS 'exact, or up to whole units of a month.';

CREATE FUNCTION name_price() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.id := NEW.provider || '/' || NEW.item || '/' || to_char(NEW.valid_from AT TIME ZONE 'UTC', 'YYYY-MM-DD');
  NEW.updated_at := clock_timestamp();
  RETURN NEW;
END $$;
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON prices FOR EACH ROW EXECUTE FUNCTION name_price();

CREATE TABLE phases (
  id                     text PRIMARY KEY CHECK (is_name(id)),
  ordinal                integer NOT NULL UNIQUE DEFERRABLE INITIALLY DEFERRED CHECK (ordinal > 0),
  max_agents             integer NOT NULL CHECK (max_agents BETWEEN 1 AND 100000000),
  monthly_budget_dollars numeric(19, 9) NOT NULL CHECK (monthly_budget_dollars BETWEEN 0 AND 9223372036),
  active                 boolean NOT NULL DEFAULT false,
  updated_at             timestamptz NOT NULL DEFAULT now()
);

-- Judged when the transaction commits: moving from one phase to the next takes two rows.
CREATE FUNCTION check_phases() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM phases) AND (SELECT count(*) FILTER (WHERE active) FROM phases) <> 1 THEN
    RAISE EXCEPTION 'exactly one phase is active, not %', (SELECT count(*) FILTER (WHERE active) FROM phases)
      USING ERRCODE = 'check_violation',
            HINT = 'UPDATE phases SET active = (id = ''beta'') moves to beta in one statement.';
  END IF;
  IF EXISTS (SELECT FROM phases a JOIN phases b ON a.ordinal < b.ordinal AND a.max_agents >= b.max_agents) THEN
    RAISE EXCEPTION 'max_agents must rise with ordinal' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER phases_order AFTER INSERT OR UPDATE OR DELETE ON phases
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_phases();

CREATE TABLE budgets (
  id              text PRIMARY KEY,
  region          text NOT NULL DEFAULT '',
  service         text NOT NULL DEFAULT '' CHECK (service = '' OR is_name(service)),
  monthly_dollars numeric(19, 9) NOT NULL CHECK (monthly_dollars BETWEEN 0 AND 9223372036),
  updated_at      timestamptz NOT NULL DEFAULT now(),
  -- One region and one service of the same name would be one budget.
  CONSTRAINT budgets_scope CHECK (region = '' OR is_name(region))
);
COMMENT ON COLUMN budgets.id IS 'Set by the database: fleet, a region, a service, or region/service.';

CREATE FUNCTION name_budget() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.id := coalesce(nullif(concat_ws('/', nullif(NEW.region, ''), nullif(NEW.service, '')), ''), 'fleet');
  NEW.updated_at := clock_timestamp();
  RETURN NEW;
END $$;
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON budgets FOR EACH ROW EXECUTE FUNCTION name_budget();

DO $$
DECLARE
  plain text;
BEGIN
  FOREACH plain IN ARRAY ARRAY['regions', 'workers', 'gpu_nodes', 'phases'] LOOP
    EXECUTE format('CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION stamp_row()', plain);
  END LOOP;
END $$;

CREATE TABLE seeded_rows (
  table_name text,
  id         text,
  PRIMARY KEY (table_name, id)
);
COMMENT ON TABLE seeded_rows IS 'Rows that the control file has filled in once: one that was deleted since stays deleted.';
