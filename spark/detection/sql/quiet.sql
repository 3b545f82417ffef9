-- Until when a scope's breach has its command: the end of the commanded window, or when people restored the scope since,
-- whichever is earlier. Read from the topics, so that a restart commands nothing twice.
WITH
  given AS (
    SELECT timestamp AS given_at, c.scope, c.ts, CAST(split(c.cmd_id, '-')[2] AS BIGINT) AS window_start, split(c.cmd_id, '-')[1] AS metric, c.cmd_id
    FROM (
      SELECT timestamp, from_json(CAST(value AS STRING), 'cmd_id STRING, ts BIGINT, scope STRING, action STRING') AS c FROM commands_topic
    )
    WHERE c.action = 'KILL'
  ),
  -- A detector's command proves itself by its name. A window that begins after its own command was given is forged;
  -- believing it would blind us to the scope.
  own AS (
    SELECT scope, given_at, window_start + 1000 * ${window_seconds} AS until
    FROM given
    WHERE window_start <= ts
      AND cmd_id = concat('det-', metric, '-', window_start, '-', substring(sha2(concat(scope, '\n', metric, '\n', window_start), 256), 1, 16))
  ),
  restored AS (
    SELECT timestamp AS restored_at, s.scope, s.updated_ts
    FROM (
      SELECT timestamp, from_json(CAST(value AS STRING), 'scope STRING, status STRING, updated_ts BIGINT') AS s FROM state_topic
    )
    WHERE s.status = 'ACTIVE'
  )
SELECT scope, max(until) AS quiet_until
FROM (
  SELECT own.scope, own.given_at, own.until, least(own.until, min(updated_ts)) AS until_restored
  FROM own LEFT JOIN restored ON restored.scope = own.scope AND restored.restored_at >= own.given_at
  GROUP BY own.scope, own.given_at, own.until
) AS each (scope, given_at, until_window, until)
GROUP BY scope
