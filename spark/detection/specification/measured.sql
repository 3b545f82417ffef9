-- An order once for each group it is measured in: its account, its symbol, its strategy, and its parent within the strategy.
-- What came after people restored a scope is counted apart from what came before: version is that of the ACTIVE that it came after, 0 where
-- there is none; in the millisecond of an ACTIVE the router drops it, too.
WITH
  children AS (
    SELECT
      *,
      window(event_time, '${slide_seconds} seconds').start AS pane,
      max(window(event_time, '${slide_seconds} seconds').start) OVER (
        PARTITION BY strategy, parent_id ORDER BY arrived, partition, offset ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
    FROM orders
  ),
  -- A parent's children, as long as no two are a window's length apart.
  together AS (
    SELECT
      *,
      sum(IF(pane >= before + INTERVAL ${window_seconds} SECONDS, 1, 0)) OVER (
        PARTITION BY strategy, parent_id ORDER BY arrived, partition, offset) AS run
    FROM children
  ),
  -- What was named last counts for children that do not name it.
  asking AS (
    SELECT
      *,
      IF(parent_id IS NULL, NULL, last_value(parent_qty, true) OVER (
        PARTITION BY strategy, parent_id, run ORDER BY arrived, partition, offset)) AS asked
    FROM together
  ),
  grouped AS (
    SELECT *, inline(array(
      struct('ACCOUNT' AS kind, account_id AS name, '' AS part),
      struct('SYMBOL' AS kind, symbol AS name, '' AS part),
      struct('STRATEGY' AS kind, strategy AS name, '' AS part),
      struct('PARENT' AS kind, strategy AS name, parent_id AS part)))
    FROM asking
  )
SELECT
  kind, name, part, arrived, partition, offset, event_time, order_id, qty, notional, symbol, asked,
  coalesce(latest.version, 0) AS version, coalesce(latest.restored_at, -9223372036854775808 + 0) AS restored_at
FROM (
  SELECT grouped.*, array_max(filter(restores, r -> r.restored_at < unix_millis(arrived))) AS latest
  FROM grouped LEFT JOIN restored ON restored_scope = concat(IF(kind = 'PARENT', 'STRATEGY', kind), ':', name)
  WHERE part IS NOT NULL
)
