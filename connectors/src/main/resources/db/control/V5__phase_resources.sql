-- What each phase is built from, and when. Resources are a list of {"name", "product", "count", "cpuMillis", "memoryBytes",
-- "gpus", "storageBytes"}; all but name and count may be left out.
CREATE FUNCTION is_phase_resources(resources jsonb) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  resource jsonb;
  number text;
BEGIN
  IF jsonb_typeof(resources) <> 'array' THEN
    RETURN false;
  END IF;
  FOR resource IN SELECT * FROM jsonb_array_elements(resources) LOOP
    IF jsonb_typeof(resource) <> 'object'
       OR resource - 'name' - 'product' - 'count' - 'cpuMillis' - 'memoryBytes' - 'gpus' - 'storageBytes' <> '{}'
       OR NOT coalesce(is_name(resource ->> 'name'), false)
       OR jsonb_typeof(coalesce(resource -> 'product', '""')) <> 'string'
       OR jsonb_typeof(resource -> 'count') IS DISTINCT FROM 'number'
       OR (resource ->> 'count')::numeric NOT BETWEEN 1 AND 1000000 THEN
      RETURN false;
    END IF;
    FOREACH number IN ARRAY ARRAY['count', 'cpuMillis', 'memoryBytes', 'gpus', 'storageBytes'] LOOP
      IF jsonb_typeof(coalesce(resource -> number, '0')) <> 'number'
         OR coalesce(resource ->> number, '0')::numeric % 1 <> 0
         OR coalesce(resource ->> number, '0')::numeric
              NOT BETWEEN 0 AND (CASE WHEN number LIKE '%Bytes' THEN 1e17 ELSE 1e7 END) THEN
        RETURN false;
      END IF;
    END LOOP;
  END LOOP;
  RETURN true;
END $$;

ALTER TABLE phases
  ADD COLUMN date         text NOT NULL DEFAULT '' CHECK (date ~ '^(now|[0-9]{4}-Q[1-4])?$'),
  ADD COLUMN architecture text NOT NULL DEFAULT '' CHECK (architecture = '' OR is_name(architecture)),
  ADD COLUMN regions      integer NOT NULL DEFAULT 0 CHECK (regions BETWEEN 0 AND 1000),
  ADD COLUMN resources    jsonb NOT NULL DEFAULT '[]' CHECK (is_phase_resources(resources));
COMMENT ON COLUMN phases.date IS 'now, or a quarter as in 2026-Q1.';
COMMENT ON COLUMN phases.resources IS 'What it is built from: [{"name": "worker", "count": 4, "cpuMillis": 4000, "memoryBytes": 8000000000}].';

-- A resource list may be long; what did not change would not be in the log otherwise.
ALTER TABLE phases REPLICA IDENTITY FULL;

-- A database that was filled before it had these columns.
UPDATE phases SET date = said.date, architecture = said.architecture, regions = said.regions, resources = said.resources
FROM (VALUES
  ('development', 'now', 'single-node', 1, '[
     {"name": "worker", "product": "one machine", "count": 1, "cpuMillis": 8000, "memoryBytes": 16000000000, "storageBytes": 100000000000}]'::jsonb),
  ('alpha', '2026-Q1', 'small-cluster', 1, '[
     {"name": "api", "count": 2, "cpuMillis": 2000, "memoryBytes": 4000000000},
     {"name": "worker", "count": 4, "cpuMillis": 4000, "memoryBytes": 8000000000},
     {"name": "gpu", "product": "H100", "count": 1, "gpus": 1},
     {"name": "database", "product": "PostgreSQL", "count": 1, "cpuMillis": 4000, "memoryBytes": 16000000000, "storageBytes": 100000000000},
     {"name": "redis", "product": "Redis", "count": 1, "memoryBytes": 2000000000}]'::jsonb),
  ('beta', '2026-Q1', 'medium-cluster', 3, '[
     {"name": "api", "count": 12, "cpuMillis": 4000, "memoryBytes": 8000000000},
     {"name": "worker", "count": 40, "cpuMillis": 8000, "memoryBytes": 16000000000},
     {"name": "gpu", "product": "H100", "count": 8, "gpus": 1},
     {"name": "database", "product": "PostgreSQL", "count": 3, "cpuMillis": 4000, "memoryBytes": 16000000000, "storageBytes": 100000000000},
     {"name": "redis", "product": "Redis cluster", "count": 3, "memoryBytes": 2000000000},
     {"name": "vectors", "product": "Pinecone", "count": 1}]'::jsonb),
  ('ga', '2026-Q2', 'large-cluster', 3, '[
     {"name": "api", "count": 24, "cpuMillis": 4000, "memoryBytes": 8000000000},
     {"name": "worker", "count": 90, "cpuMillis": 8000, "memoryBytes": 16000000000},
     {"name": "gpu", "product": "H100", "count": 18, "gpus": 1},
     {"name": "database", "product": "PostgreSQL", "count": 3, "cpuMillis": 4000, "memoryBytes": 16000000000, "storageBytes": 100000000000},
     {"name": "redis", "product": "Redis cluster", "count": 9, "memoryBytes": 2000000000},
     {"name": "vectors", "product": "Pinecone", "count": 1}]'::jsonb),
  ('scale', '2026-Q3', 'massive-scale', 3, '[
     {"name": "worker", "product": "Kubernetes node", "count": 150, "cpuMillis": 8000, "memoryBytes": 32000000000},
     {"name": "gpu", "product": "H100", "count": 60, "gpus": 1},
     {"name": "database", "product": "CockroachDB cluster", "count": 3, "cpuMillis": 4000, "memoryBytes": 16000000000, "storageBytes": 100000000000},
     {"name": "redis", "product": "Redis Enterprise", "count": 9, "memoryBytes": 2000000000},
     {"name": "vectors", "product": "Pinecone", "count": 1}]'::jsonb)
) AS said (id, date, architecture, regions, resources)
WHERE phases.id = said.id;
