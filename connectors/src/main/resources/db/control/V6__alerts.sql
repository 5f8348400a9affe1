-- When each alert fires. Thresholds are percent, of TaskQueueBacklog tasks, of PhaseFullSoon hours. An alert without a row goes
-- by the built-in numbers.
CREATE TABLE alerts (
  id          text PRIMARY KEY CHECK (id IN
                ('AgentCountLow', 'TaskQueueBacklog', 'GPUUtilizationLow', 'PhaseNearlyFull', 'PhaseFullSoon')),
  threshold   bigint NOT NULL CHECK (threshold BETWEEN 0 AND 1000000000),
  for_seconds integer NOT NULL CHECK (for_seconds BETWEEN 0 AND 604800),
  severity    text NOT NULL DEFAULT 'warning' CHECK (severity IN ('warning', 'critical')),
  enabled     boolean NOT NULL DEFAULT true,
  updated_at  timestamptz NOT NULL DEFAULT now()
);
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON alerts FOR EACH ROW EXECUTE FUNCTION stamp_row();
ALTER PUBLICATION blackroad_control ADD TABLE alerts;
