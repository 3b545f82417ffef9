-- Every limit that was crossed: once for each scope, rule, window and count, by the first order that took it over the limit.
--
-- What the operator (java/) finds micro-batch by micro-batch, said once over everything there is. Nothing is late here, as all is there.
WITH
  windowed AS (
    SELECT *, window(event_time, '${window_seconds} seconds', '${slide_seconds} seconds') AS window
    FROM measured
  ),
  -- What each order found when it had been added to its window.
  counted AS (
    SELECT
      *,
      count(1) OVER arrival AS orders,
      sum(notional) OVER arrival AS total,
      sum(notional) OVER (PARTITION BY kind, name, part, version, window, symbol ORDER BY arrived, partition, offset) AS of_symbol,
      sum(qty) OVER arrival AS shares,
      -- Of what the children say the smallest, as far as any has said it; children before it count in full.
      min(asked) OVER arrival AS least_asked
    FROM windowed
    WINDOW arrival AS (PARTITION BY kind, name, part, version, window ORDER BY arrived, partition, offset)
  ),
  -- No symbol's sum ever falls, so the largest so far is the largest now.
  topped AS (
    SELECT *, max(of_symbol) OVER (PARTITION BY kind, name, part, version, window ORDER BY arrived, partition, offset) AS top
    FROM counted
  ),
  judged AS (
    SELECT
      concat(IF(kind = 'PARENT', 'STRATEGY', kind), ':', name) AS scope,
      -- Names carry the version only of windows that may have been commanded before the restore.
      IF(restored_at + 1000 * (${window_seconds} + ${clock_ahead_seconds}) > unix_millis(window.start), version, 0) AS epoch,
      unix_millis(window.start) AS window_start,
      version, part, arrived, partition, offset, order_id,
      inline(filter(array(
        struct(
          'order_rate' AS metric,
          CAST(orders AS DECIMAL(38, 8)) AS value,
          CASE kind
            WHEN 'ACCOUNT' THEN ${account.order_rate.enabled} AND orders > ${account.order_rate.max_orders}
            WHEN 'SYMBOL' THEN ${symbol.order_rate.enabled} AND orders > ${symbol.order_rate.max_orders}
            WHEN 'STRATEGY' THEN ${strategy.order_rate.enabled} AND orders > ${strategy.order_rate.max_orders}
          END AS over),
        struct(
          'notional' AS metric,
          CAST(total AS DECIMAL(38, 8)) AS value,
          CASE kind
            WHEN 'ACCOUNT' THEN ${account.notional.enabled} AND total > ${account.notional.max_usd}
            WHEN 'SYMBOL' THEN ${symbol.notional.enabled} AND total > ${symbol.notional.max_usd}
            WHEN 'STRATEGY' THEN ${strategy.notional.enabled} AND total > ${strategy.notional.max_usd}
          END AS over),
        struct(
          'symbol_concentration' AS metric,
          -- Rounded to what people read, but never onto the limit: a crossed limit must show as crossed.
          CAST(ceil(top / total, 4) AS DECIMAL(38, 8)) AS value,
          kind = 'ACCOUNT' AND ${account.symbol_concentration.enabled}
            AND orders >= ${account.symbol_concentration.min_orders} AND total >= ${account.symbol_concentration.min_usd}
            AND top > ${account.symbol_concentration.max_share} * total AS over),
        struct(
          'child_over_parent' AS metric,
          CAST(shares AS DECIMAL(38, 8)) AS value,
          kind = 'PARENT' AND ${strategy.child_over_parent.enabled} AND orders >= ${strategy.child_over_parent.min_children}
            AND shares > least_asked * ${strategy.child_over_parent.tolerance} AS over)
      ), r -> r.over))
    FROM topped
  )
SELECT scope, metric, epoch, window_start, value, order_id
FROM (
  -- Two parents may cross in one window of a strategy: the first is told.
  SELECT *, row_number() OVER (PARTITION BY scope, metric, version, window_start ORDER BY arrived, partition, offset) AS nth
  FROM judged
)
WHERE nth = 1
