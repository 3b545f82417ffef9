-- Until when a scope's breach has its command: the end of the commanded window. Read from the topic, so that a restart commands
-- nothing twice. What came after people restored the scope is of another epoch, and nothing keeps it quiet.
WITH
  given AS (
    SELECT
      c.scope, c.ts, c.cmd_id, parts[1] AS metric, CAST(parts[2] AS BIGINT) AS window_start,
      IF(size(parts) = 5, CAST(parts[3] AS BIGINT), 0) AS epoch
    FROM (
      SELECT c, split(c.cmd_id, '-') AS parts
      FROM (SELECT from_json(CAST(value AS STRING), 'cmd_id STRING, ts BIGINT, scope STRING, action STRING') AS c FROM commands_topic)
    )
    WHERE c.action = 'KILL'
  )
-- A detector's command proves itself by its name. A window that begins after its own command was given is forged;
-- believing it would blind us to the scope.
SELECT scope, epoch, max(window_start + 1000 * ${window_seconds}) AS quiet_until
FROM given
WHERE window_start <= ts
  AND cmd_id = concat(
    'det-', metric, '-', window_start, IF(epoch = 0, '', concat('-', epoch)), '-',
    substring(sha2(concat(scope, '\n', metric, '\n', window_start, IF(epoch = 0, '', concat('\n', epoch))), 256), 1, 16))
GROUP BY scope, epoch
