-- The crossings of one micro-batch with their names, which depend on scope, rule, window and epoch alone: whoever computes
-- the same breach again names it the same, and what follows a restore is another breach. Two parents may cross in one window of a strategy: the first is the signal.
SELECT
  *,
  concat('sig-', hash) AS signal_id,
  concat('corr-', hash) AS corr_id,
  concat('det-', metric, '-', window_start, IF(epoch = 0, '', concat('-', epoch)), '-', hash) AS cmd_id,
  -- It goes on in the trace of the order that crossed the limit. Where that has none, a trace begins at the breach, and is the same
  -- each time the breach is computed.
  array(struct(
    'traceparent' AS key,
    encode(concat(
      '00-', coalesce(lower(hex(substring(at.trace, 1, 16))), substring(sha2(concat('sig-', hash), 256), 1, 32)),
      '-', coalesce(lower(hex(substring(at.trace, 17, 8))), substring(sha2(concat('sig-', hash), 256), 33, 16)), '-01'), 'UTF-8') AS value)) AS headers
FROM (
  SELECT
    *,
    substring(sha2(concat(scope, '\n', metric, '\n', window_start, IF(epoch = 0, '', concat('\n', epoch))), 256), 1, 16) AS hash,
    row_number() OVER (PARTITION BY scope, metric, window_start, epoch ORDER BY at) AS nth
  FROM global_temp.crossed
)
WHERE nth = 1
