-- The orders, each with the time it is measured at: its own, unless that is further from its arrival than a clock may be off. So no
-- clock keeps an order from being measured.
SELECT
  arrived, partition, offset,
  order_id, account_id, symbol, strategy, parent_id, parent_qty, qty,
  -- In two steps, as Spark keeps fewer decimals the more digits it multiplies.
  CAST(
    CAST(qty * CAST(abs(coalesce(price, 0)) AS DECIMAL(20, 12)) AS DECIMAL(28, 10)) * CAST(coalesce(multiplier, 1) AS DECIMAL(15, 8))
    AS DECIMAL(32, 8)) AS notional,
  IF(
    ts BETWEEN unix_millis(arrived) - 1000 * ${lateness_seconds} AND unix_millis(arrived) + 1000 * ${clock_ahead_seconds},
    timestamp_millis(ts),
    arrived
  ) AS event_time
FROM records
WHERE refusal IS NULL AND NOT is_cancel
