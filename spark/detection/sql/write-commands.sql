-- One KILL of one breach. In the order in which limits were crossed, of one order's windows the latest first: it stays
-- open longest, so what is left of the same burst falls into it. After a command the scope is quiet until its window ends, or until
-- it is restored, from where on its orders are of another epoch.
WITH
  ordered AS (
    SELECT
      scope, epoch,
      array_sort(collect_list(struct(
        at AS at, -window_start AS latest_first, rank AS rank, window_start AS window_start, window_end AS window_end,
        cmd_id AS cmd_id, corr_id AS corr_id, metric AS metric, value AS value, said AS said, headers[0].value AS trace))) AS breaches
    FROM signals
    GROUP BY scope, epoch
  ),
  commanded AS (
    SELECT ordered.scope, inline(aggregate(
      breaches,
      struct(coalesce(quiet_until, -9223372036854775808) AS quiet_until, slice(breaches, 1, 0) AS given),
      (a, s) -> IF(s.window_start < a.quiet_until, a, struct(s.window_end AS quiet_until, concat(a.given, array(s)) AS given)),
      a -> a.given))
    FROM ordered LEFT JOIN quiet ON quiet.scope = ordered.scope AND quiet.epoch = ordered.epoch
  )
SELECT
  scope AS key,
  array(struct('traceparent' AS key, trace AS value)) AS headers,
  to_json(named_struct(
    'cmd_id', cmd_id,
    'ts', at.ts,
    'scope', scope,
    'action', 'KILL',
    'reason', concat(
      scope, ' crossed ', metric, ': ', said, ', in the ', ${window_seconds}, ' s from ',
      date_format(timestamp_millis(window_start), 'yyyy-MM-dd HH:mm:ss'), 'Z.'),
    'triggered_by', 'detector',
    'corr_id', corr_id,
    'metric', metric,
    'value', trim(TRAILING '.' FROM trim(TRAILING '0' FROM CAST(value AS STRING))))) AS value
FROM commanded
