-- Every crossing as a signal, keyed by what the scope names.
SELECT
  name AS key,
  headers,
  to_json(named_struct(
    'signal_id', signal_id,
    'ts', at.ts,
    'scope', scope,
    'metric', metric,
    'value', value,
    'threshold', threshold,
    'window_start', window_start,
    'window_end', window_end,
    'order_id', at.order_id,
    'corr_id', corr_id)) AS value
FROM signals
